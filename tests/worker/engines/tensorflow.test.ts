import { describe, expect, it } from 'vitest'
import bundled from '../../../resources/recipes/duffing-curve.json'
import { modelOf } from '../../../src/core/network/model'
import { stepLayout } from '../../../src/core/network/step'
import { vectorOf } from '../../../src/core/network/state'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import type { SimulationRecipe } from '../../../src/core/recipe/schema'
import { createOnnxruntimeEngine } from '../../../src/worker/engines/onnxruntime'
import { createTensorflowEngine } from '../../../src/worker/engines/tensorflow'
import { denseNetwork } from '../../core/network/dense-network'
import { randomBatches } from './batches'
import { convolutional } from './convolutional'

const STEPS = 20
const lesson = simulationRecipeSchema.parse(bundled)
const scaled = simulationRecipeSchema.parse({
  ...bundled,
  network: denseNetwork([40, 20], 'relu'),
  training: {
    ...bundled.training,
    scaling: { inputs: true, targets: true },
    batch: 8,
    batches: STEPS,
    schedule: { kind: 'cosine', final: 0.1 },
    optimiser: { ...bundled.training.optimiser, learningRate: 0.01 }
  }
})

function largestDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length)
  return a.reduce((largest, value, index) => Math.max(largest, Math.abs(value - (b[index] ?? NaN))), 0)
}

/** Largest difference relative to the size of the numbers. */
function relativeDifference(a: Float32Array, b: Float32Array): number {
  return largestDifference(a, b) / a.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
}

async function expectSame(recipe: SimulationRecipe, steps = STEPS, tolerance = 1e-5): Promise<void> {
  const { x, y } = randomBatches(recipe, steps)
  const recorded = await createOnnxruntimeEngine({ recipe, threads: 1 })
  const eager = await createTensorflowEngine({ recipe, threads: 1 })
  expect(relativeDifference(await eager.train(x, y, 0), await recorded.train(x, y, 0))).toBeLessThan(tolerance)
  const [a, b] = [await eager.state(), await recorded.state()]
  expect(b.step).toBe(steps)
  expect(a.step).toBe(steps)
  for (const { name } of stepLayout(modelOf(recipe), recipe.training).states) {
    expect(relativeDifference(vectorOf(a.vectors, name), vectorOf(b.vectors, name)), name).toBeLessThan(tolerance)
  }
  const rows = x.slice(0, 3 * recipe.observation.bins)
  const [read, expected] = [await eager.predict(rows, 3), await recorded.predict(rows, 3)]
  expect(relativeDifference(read.value, expected.value)).toBeLessThan(tolerance)
  if (expected.deviation) expect(relativeDifference(read.deviation ?? new Float32Array(), expected.deviation)).toBeLessThan(tolerance)
  await recorded.dispose()
  await eager.dispose()
}

describe('the same step, recorded for onnxruntime and run eagerly by TensorFlow.js', () => {
  it("gives the same numbers over 20 steps of the lesson's network", () => expectSame(lesson))
  it('gives the same numbers with relu, scaled targets and a falling learning rate', () => expectSame(scaled))
  it('gives the same numbers after 100 steps of an MLP', () => expectSame(lesson, 100, 1e-4))
  it('gives the same numbers after 100 steps of a CNN with all that a step may carry', () => expectSame(convolutional, 100, 1e-4))

  it('draws the same masks and gives the same bits however the steps are split, and when run again', async () => {
    const { x, y, slice } = randomBatches(convolutional, STEPS)
    const whole = await createOnnxruntimeEngine({ recipe: convolutional, threads: 1 })
    const split = await createOnnxruntimeEngine({ recipe: convolutional, threads: 1 })
    const losses = await whole.train(x, y, 0)
    const pieces: number[] = []
    for (const [from, to] of [[0, 3], [3, 4], [4, STEPS]] as const) pieces.push(...(await split.train(slice(from, to).x, slice(from, to).y, from)))
    expect(Float32Array.from(pieces)).toEqual(losses)
    expect(await split.state()).toEqual(await whole.state())
    await whole.dispose()
    await split.dispose()
  })
})
