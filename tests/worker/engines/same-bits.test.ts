/** Same recipe, seed and engine: same bits, for a network with dropout, batch statistics and averaged weights. */
import { expect, test } from 'vitest'
import type { SimulationRecipe } from '../../../src/core/recipe/schema'
import type { TrainingEngine } from '../../../src/worker/engines/engine'
import { createOnnxruntimeEngine } from '../../../src/worker/engines/onnxruntime'
import { createTensorflowEngine } from '../../../src/worker/engines/tensorflow'
import { createWasmEngine } from '../../../src/worker/engines/wasm'
import { randomBatches } from './batches'
import { convolutional } from './convolutional'

const STEPS = 12
const threads = 1
const recipe: SimulationRecipe = {
  ...convolutional,
  training: { ...convolutional.training, scaling: { inputs: true, targets: true } }
}

const engines: Readonly<Record<string, (of: SimulationRecipe) => Promise<TrainingEngine>>> = {
  cpu: (of) => createOnnxruntimeEngine({ recipe: of, threads }),
  wasm: (of) => createWasmEngine({ recipe: of }),
  'TensorFlow.js': (of) => createTensorflowEngine({ recipe: of, threads })
}

async function trained(create: (of: SimulationRecipe) => Promise<TrainingEngine>, of: SimulationRecipe, cut: number) {
  const { x, y, slice } = randomBatches(of, STEPS)
  const engine = await create(of)
  const [first, rest] = [slice(0, cut), slice(cut, STEPS)]
  const losses = [...(await engine.train(first.x, first.y, 0)), ...(await engine.train(rest.x, rest.y, cut))]
  const result = { losses, state: await engine.state(), reading: await engine.predict(x.slice(0, 3 * of.observation.bins), 3) }
  await engine.dispose()
  expect(y.length).toBe(STEPS * of.training.batch * 3)
  return result
}

test.each(Object.entries(engines))('%s gives the same bits twice, however the steps are cut into calls', async (_, create) => {
  const once = await trained(create, recipe, 5)
  expect(await trained(create, recipe, 5)).toEqual(once)
  expect(await trained(create, recipe, 9)).toEqual(once)
})

test.each(Object.entries(engines))('%s gives other bits for another seed', async (_, create) => {
  const other = { ...recipe, training: { ...recipe.training, seed: recipe.training.seed + 1 } }
  expect((await trained(create, other, 5)).losses).not.toEqual((await trained(create, recipe, 5)).losses)
})
