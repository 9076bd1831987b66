import { describe, expect, it } from 'vitest'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import { createOnnxruntimeEngine } from '../../../src/worker/engines/onnxruntime'
import bundled from '../../../resources/recipes/duffing-curve.json'
import { randomBatches } from './batches'

const recipe = simulationRecipeSchema.parse(bundled)
const STEPS = 20

describe('the onnxruntime engine', () => {
  it('gives the same bits for the same seed, however the steps are split into calls', async () => {
    const { x, y, slice } = randomBatches(recipe, STEPS)
    const whole = await createOnnxruntimeEngine({ recipe, threads: 1 })
    const split = await createOnnxruntimeEngine({ recipe, threads: 1 })
    const losses = await whole.train(x, y, 0)
    const pieces: number[] = []
    for (const [from, to] of [[0, 1], [1, 8], [8, 20]] as const) {
      pieces.push(...(await split.train(slice(from, to).x, slice(from, to).y, from)))
    }
    expect(Float32Array.from(pieces)).toEqual(losses)
    expect(await split.state()).toEqual(await whole.state())
    await whole.dispose()
    await split.dispose()
  })

  it('goes on from a restored state with the same bits as without a stop', async () => {
    const { slice } = randomBatches(recipe, STEPS)
    const engine = await createOnnxruntimeEngine({ recipe, threads: 1 })
    const first = slice(0, 10)
    const second = slice(10, STEPS)
    await engine.train(first.x, first.y, 0)
    const kept = await engine.state()
    const losses = await engine.train(second.x, second.y, 10)
    const end = await engine.state()
    await engine.restore(kept)
    expect(await engine.train(second.x, second.y, 10)).toEqual(losses)
    const anew = await createOnnxruntimeEngine({ recipe, threads: 1, state: kept })
    expect(await anew.train(second.x, second.y, 10)).toEqual(losses)
    expect(await anew.state()).toEqual(end)
    await engine.dispose()
    await anew.dispose()
  })

  it('learns: 400 steps on one batch bring its loss down a hundredfold', async () => {
    const { slice } = randomBatches(recipe, 1)
    const { x, y } = slice(0, 1)
    const repeat = (data: Float32Array): Float32Array =>
      Float32Array.from({ length: 400 * data.length }, (_, index) => data[index % data.length] ?? 0)
    const engine = await createOnnxruntimeEngine({ recipe, threads: 1 })
    const losses = await engine.train(repeat(x), repeat(y), 0)
    expect((losses[399] ?? Infinity) * 100).toBeLessThan(losses[0] ?? 0)
    await engine.dispose()
  })

  it('gives the loss of the step at which a run diverges as not finite, and those before it whole', async () => {
    const { x, y } = randomBatches(recipe, 5)
    x[3 * recipe.training.batch * recipe.observation.bins + 17] = Infinity
    y[3 * recipe.training.batch * recipe.system.priors.length] = NaN
    const engine = await createOnnxruntimeEngine({ recipe, threads: 1 })
    const losses = await engine.train(x, y, 0)
    expect(Array.from(losses, Number.isFinite)).toEqual([true, true, true, false, false])
    await engine.dispose()
  })

  it('refuses a state of another network', async () => {
    const engine = await createOnnxruntimeEngine({ recipe, threads: 1 })
    const state = await engine.state()
    const foreign = { ...state, vectors: { ...state.vectors, firstMoment: new Float32Array(3) } }
    await expect(engine.restore(foreign)).rejects.toMatchObject({ code: 'checkpoint-mismatch' })
    await engine.dispose()
  })
})
