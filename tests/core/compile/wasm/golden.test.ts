/** The lesson's step as kernels and as memory, to be looked at. */
import { expect, it } from 'vitest'
import bundled from '../../../../resources/recipes/duffing-curve.json'
import { planMemory } from '../../../../src/core/compile/3-emit/wasm/plan'
import { printPlan, printProgram } from '../../../../src/core/compile/3-emit/wasm/print'
import { program } from '../../../../src/core/compile/3-emit/wasm/settle'
import { fixBatch } from '../../../../src/core/compile/free-batch'
import { predictionGraph, trainingGraph } from '../../../../src/core/compile/network'
import { modelOf } from '../../../../src/core/network/model'
import { stepLayout } from '../../../../src/core/network/step'
import { simulationRecipeSchema } from '../../../../src/core/recipe/schema'

const recipe = simulationRecipeSchema.parse(bundled)
const model = modelOf(recipe)

it("fuses the lesson's step into eleven kernels", async () => {
  const { states } = stepLayout(model, recipe.training)
  const fused = program(trainingGraph(model, recipe.training), states.length, 0)
  expect(fused.kernels.length).toBe(11)
  const text = `${printProgram(fused)}\n${printPlan(planMemory(fused, 32))}`
  await expect(text).toMatchFileSnapshot('./lesson-step.golden.txt')
})

it("fuses the lesson's network into three", async () => {
  const fused = program(fixBatch(predictionGraph(model), 32), 0, 1)
  expect(fused.kernels.length).toBe(3)
  await expect(`${printProgram(fused)}\n${printPlan(planMemory(fused, 1))}`).toMatchFileSnapshot('./lesson-prediction.golden.txt')
})
