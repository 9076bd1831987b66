/** The lesson's step as kernels and as memory, to be looked at. */
import { expect, it } from 'vitest'
import bundled from '../../../../resources/recipes/duffing-curve.json'
import { planMemory } from '../../../../src/core/compile/3-emit/wasm/plan'
import { printPlan, printProgram } from '../../../../src/core/compile/3-emit/wasm/print'
import { program } from '../../../../src/core/compile/3-emit/wasm/settle'
import { predictionGraphOf, trainingGraph } from '../../../../src/core/compile/network'
import { modelOf } from '../../../../src/core/network/model'
import { stepLayout } from '../../../../src/core/network/step'
import { denseNetwork } from '../../network/dense-network'
import { simulationRecipeSchema } from '../../../../src/core/recipe/schema'
import { expectGoldenText } from '../golden'

/** As the notebook has it, whatever the bundled recipe improves on it. */
const recipe = simulationRecipeSchema.parse({
  ...bundled,
  network: denseNetwork([100], 'tanh'),
  training: {
    ...bundled.training,
    optimiser: { kind: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    scaling: { inputs: false, targets: false },
    batch: 32
  }
})
const model = modelOf(recipe)

it("fuses the lesson's step into twelve kernels", () => {
  const { states } = stepLayout(model, recipe.training)
  const fused = program(trainingGraph(model, recipe.training), states.length, 0)
  expect(fused.kernels.length).toBe(12)
  const text = `${printProgram(fused)}\n${printPlan(planMemory(fused, 32))}`
  expectGoldenText('wasm/lesson-step', text)
})

it("fuses the lesson's network into three", () => {
  const fused = program(predictionGraphOf(model, 32), 0, 1)
  expect(fused.kernels.length).toBe(3)
  expectGoldenText('wasm/lesson-prediction', `${printProgram(fused)}\n${printPlan(planMemory(fused, 1))}`)
})
