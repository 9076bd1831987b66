import { describe, expect, it } from 'vitest'
import bundled from '../../../resources/recipes/duffing-curve.json'
import { vectorOf } from '../../../src/core/network/state'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import type { SimulationRecipe } from '../../../src/core/recipe/schema'
import type { TrainingEngine } from '../../../src/worker/engines/engine'
import { createOnnxruntimeEngine } from '../../../src/worker/engines/onnxruntime'
import { createTensorflowEngine } from '../../../src/worker/engines/tensorflow'
import { createWasmEngine, wasmObjections } from '../../../src/worker/engines/wasm'
import { relativeDifference } from '../../core/compile/run-graph'
import { denseNetwork } from '../../core/network/dense-network'
import { randomBatches } from './batches'
import { convolutional } from './convolutional'

const recipe = simulationRecipeSchema.parse(bundled)
const STEPS = 100
/** Sides that are no multiple of four, so that every tail is met. */
const odd = simulationRecipeSchema.parse({
  ...bundled,
  observation: { ...bundled.observation, bins: 7 },
  network: denseNetwork([13, 6], 'relu'),
  training: { ...bundled.training, scaling: { inputs: true, targets: true }, batch: 5 }
})

async function expectClose(of: SimulationRecipe, other: TrainingEngine): Promise<void> {
  const { x, y } = randomBatches(of, STEPS)
  const fused = await createWasmEngine({ recipe: of })
  expect(relativeDifference(await fused.train(x, y, 0), await other.train(x, y, 0))).toBeLessThan(1e-4)
  const [a, b] = [await fused.state(), await other.state()]
  expect(a.step).toBe(STEPS)
  for (const [name, vector] of Object.entries(a.vectors)) {
    expect(relativeDifference(vector, vectorOf(b.vectors, name)), name).toBeLessThan(1e-4)
  }
  for (const rows of [1, 3, 300]) {
    const some = randomBatches(of, 60).x.slice(0, rows * of.observation.bins)
    expect(relativeDifference((await fused.predict(some, rows)).value, (await other.predict(some, rows)).value)).toBeLessThan(1e-4)
  }
  await other.dispose()
}

describe('the fused engine', () => {
  it.each([['lesson', recipe], ['odd', odd], ['convolutional', convolutional]])('trains the %s network as onnxruntime does, over 100 steps', async (_, of) => {
    await expectClose(of, await createOnnxruntimeEngine({ recipe: of, threads: 1 }))
  })

  it.each([['lesson', recipe], ['odd', odd], ['convolutional', convolutional]])('trains the %s network as TensorFlow.js does, over 100 steps', async (_, of) => {
    await expectClose(of, await createTensorflowEngine({ recipe: of, threads: 1 }))
  })

  it('gives the same bits for the same seed, however the steps are split into calls', async () => {
    const { x, y, slice } = randomBatches(recipe, STEPS)
    const whole = await createWasmEngine({ recipe })
    const split = await createWasmEngine({ recipe })
    const losses = await whole.train(x, y, 0)
    const pieces: number[] = []
    for (const [from, to] of [[0, 1], [1, 38], [38, 100]] as const) {
      pieces.push(...(await split.train(slice(from, to).x, slice(from, to).y, from)))
    }
    expect(Float32Array.from(pieces)).toEqual(losses)
    expect(await split.state()).toEqual(await whole.state())
  })

  it('gives the same bits before and after the host has optimised it', async () => {
    const { x, y } = randomBatches(recipe, STEPS)
    const engine = await createWasmEngine({ recipe })
    const start = await engine.state()
    const cold = await engine.train(x, y, 0)
    for (let call = 0; call < 50; call++) await engine.train(x, y, 0)
    await engine.restore(start)
    expect(await engine.train(x, y, 0)).toEqual(cold)
  })

  it('goes on from a restored state with the same bits as without a stop', async () => {
    const { slice } = randomBatches(recipe, 20)
    const engine = await createWasmEngine({ recipe })
    await engine.train(slice(0, 10).x, slice(0, 10).y, 0)
    const kept = await engine.state()
    const losses = await engine.train(slice(10, 20).x, slice(10, 20).y, 10)
    const end = await engine.state()
    const anew = await createWasmEngine({ recipe, state: kept })
    expect(await anew.train(slice(10, 20).x, slice(10, 20).y, 10)).toEqual(losses)
    expect(await anew.state()).toEqual(end)
  })

  it('predicts a row with the same bits wherever it stands', async () => {
    const engine = await createWasmEngine({ recipe })
    const { x } = randomBatches(recipe, 20)
    const { value: all } = await engine.predict(x, 640)
    const { bins } = recipe.observation
    for (const row of [0, 1, 31, 32, 257, 639]) {
      const { value: alone } = await engine.predict(x.slice(row * bins, (row + 1) * bins), 1)
      expect(alone).toEqual(all.slice(3 * row, 3 * row + 3))
    }
  })

  it('gives the loss of the step at which a run diverges as not finite, and those before it whole', async () => {
    const { x, y } = randomBatches(recipe, 5)
    x[3 * recipe.training.batch * recipe.observation.bins + 17] = Infinity
    y[3 * recipe.training.batch * recipe.system.priors.length] = NaN
    const engine = await createWasmEngine({ recipe })
    expect(Array.from(await engine.train(x, y, 0), Number.isFinite)).toEqual([true, true, true, false, false])
  })

  it('refuses a state of another network, and names nothing that it lacks for this one', async () => {
    const engine = await createWasmEngine({ recipe })
    const { vectors, step } = await engine.state()
    const foreign = { vectors: { ...vectors, firstMoment: new Float32Array(3) }, step }
    await expect(engine.restore(foreign)).rejects.toMatchObject({ code: 'checkpoint-mismatch' })
    expect(wasmObjections(recipe)).toEqual([])
  })
})
