import { describe, expect, it } from 'vitest'
import bundled from '../../../resources/recipes/duffing-curve.json'
import { vectorOf } from '../../../src/core/network/state'
import { recipeSchema } from '../../../src/core/recipe/schema'
import type { Recipe } from '../../../src/core/recipe/schema'
import { createOnnxruntimeEngine } from '../../../src/worker/engines/onnxruntime'
import { createTensorflowEngine } from '../../../src/worker/engines/tensorflow'
import { denseNetwork } from '../../core/network/dense-network'
import { randomBatches } from './batches'

const STEPS = 20
const lesson = recipeSchema.parse(bundled)
const scaled = recipeSchema.parse({
  ...bundled,
  network: denseNetwork([40, 20], 'relu'),
  training: {
    ...bundled.training,
    scaleTargets: true,
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

async function expectSame(recipe: Recipe): Promise<void> {
  const { x, y } = randomBatches(recipe, STEPS)
  const recorded = await createOnnxruntimeEngine({ recipe, threads: 1 })
  const eager = await createTensorflowEngine({ recipe, threads: 1 })
  expect(relativeDifference(await eager.train(x, y, 0), await recorded.train(x, y, 0))).toBeLessThan(1e-5)
  const [a, b] = [await eager.state(), await recorded.state()]
  expect(b.step).toBe(STEPS)
  expect(a.step).toBe(STEPS)
  for (const name of ['parameters', 'firstMoment', 'secondMoment']) {
    expect(relativeDifference(vectorOf(a.vectors, name), vectorOf(b.vectors, name)), name).toBeLessThan(1e-5)
  }
  const rows = x.slice(0, 3 * recipe.observation.bins)
  expect(relativeDifference(await eager.predict(rows, 3), await recorded.predict(rows, 3))).toBeLessThan(1e-5)
  await recorded.dispose()
  await eager.dispose()
}

describe('the same step, recorded for onnxruntime and run eagerly by TensorFlow.js', () => {
  it("gives the same numbers over 20 steps of the lesson's network", () => expectSame(lesson))
  it('gives the same numbers with relu, scaled targets and a falling learning rate', () => expectSame(scaled))
})
