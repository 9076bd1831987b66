/** Runs that diverge in onnxruntime, and what is said of them. */
import { describe, expect, it } from 'vitest'
import bundled from '../../../resources/recipes/duffing-curve.json'
import { errorDataSchema } from '../../../src/core/contract/error-schema'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import type { SimulationRecipe } from '../../../src/core/recipe/schema'
import { createOnnxruntimeEngine } from '../../../src/worker/engines/onnxruntime'
import { diagnose, heldOutNotFinite, lossNotFinite } from '../../../src/worker/runs/failures'
import { denseNetwork } from '../../core/network/dense-network'
import { randomBatches } from '../engines/batches'

async function fails(recipe: SimulationRecipe, spoil: (batches: { x: Float32Array; y: Float32Array }) => void = () => {}) {
  const engine = await createOnnxruntimeEngine({ recipe, threads: 1 })
  const batches = randomBatches(recipe, 40)
  spoil(batches)
  const before = await engine.state()
  const losses = await engine.train(batches.x, batches.y, 0)
  const good = losses.findIndex((loss) => !Number.isFinite(loss))
  expect(good).toBeGreaterThan(0)
  const fault = await diagnose(recipe, engine, before, batches, good)
  await engine.dispose()
  return { fault, good }
}

const diverging = simulationRecipeSchema.parse({
  ...bundled,
  network: denseNetwork([20, 20], 'relu'),
  training: { ...bundled.training, optimiser: { kind: 'sgd', learningRate: 10 }, schedule: { kind: 'constant' } }
})

describe('a reading of held-out samples that is not finite', () => {
  it('blames the samples before the first batch, and a large step after one', () => {
    expect(heldOutNotFinite(0, 0, 0.006)).toMatchObject({ code: 'loss-not-finite', remedy: expect.stringContaining('the equation') })
    expect(heldOutNotFinite(40, 30, 0.006)).toMatchObject({
      message: expect.stringContaining('after batch 40'),
      suggestion: { setting: 'training.optimiser.learningRate', value: 0.0006 }
    })
  })
})

describe('a loss that is not finite', () => {
  it('is traced to the layer whose numbers left the range first', async () => {
    const { fault } = await fails(diverging)
    expect(fault).toMatchObject({ of: expect.stringMatching(/parameters|values/), layer: expect.stringMatching(/^dense[123]$/) })
  })

  it('is traced to the loss where every layer is still in range', async () => {
    const recipe = simulationRecipeSchema.parse({ ...bundled, training: { ...bundled.training, loss: { kind: 'squared' } } })
    const rows = recipe.training.batch * 3
    // The square of a target of 1e30 is past the largest single-precision number; the target itself is not.
    const { fault, good } = await fails(recipe, ({ y }) => y.set([1e30], 7 * rows))
    expect({ fault, good }).toEqual({ fault: { of: 'loss' }, good: 7 })
  })

  it('is traced to the batch where a simulation gave no number', async () => {
    const recipe = simulationRecipeSchema.parse(bundled)
    const { fault } = await fails(recipe, ({ x }) => x.set([NaN], 5 * recipe.training.batch * 50 + 3))
    expect(fault).toEqual({ of: 'batch' })
    expect(lossNotFinite(5, fault, 0, 0.006).suggestion).toBeUndefined()
  })

  it('says where, keeps the checkpoint in mind, and offers a smaller learning rate as data', () => {
    const error = lossNotFinite(41, { of: 'values', layer: 'conv2' }, 30, 0.006)
    expect(errorDataSchema.parse(error)).toEqual({
      code: 'loss-not-finite',
      message:
        'The loss stopped being a finite number at batch 42: the values of the layer conv2 were the first to leave the range of numbers. ' +
        'The checkpoint at batch 30 is kept.',
      remedy: 'Train again with a smaller learning rate, for example 0.0006 instead of 0.006.',
      suggestion: { setting: 'training.optimiser.learningRate', value: 0.0006, words: 'Train again with 0.0006' }
    })
  })
})
