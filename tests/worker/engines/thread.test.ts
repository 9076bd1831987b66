import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import bundled from '../../../resources/recipes/duffing-curve.json'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import { createEngineClient } from '../../../src/worker/engines/client'
import { createOnnxruntimeEngine } from '../../../src/worker/engines/onnxruntime'
import { randomBatches } from './batches'
import { buildThread, type BuiltThread } from './built-thread'

const recipe = simulationRecipeSchema.parse(bundled)
let built: BuiltThread
let threadUrl: URL

beforeAll(async () => {
  built = await buildThread()
  threadUrl = built.url
})

afterAll(() => built.remove())

function shared(data: Float32Array): Float32Array {
  const copy = new Float32Array(new SharedArrayBuffer(data.byteLength))
  copy.set(data)
  return copy
}

describe('an engine on its own thread', () => {
  it('gives the bits of the same engine without a thread, from shared memory, and counts its steps', async () => {
    const { x, y } = randomBatches(recipe, 6)
    const here = await createOnnxruntimeEngine({ recipe, threads: 1 })
    const there = await createEngineClient({ kind: 'cpu', recipe, threadUrl })
    expect(there.name).toBe(here.name)
    expect(await there.train(shared(x), shared(y), 0)).toEqual(await here.train(x, y, 0))
    expect(Atomics.load(there.stepCounter, 0)).toBe(6)
    expect(await there.state()).toEqual(await here.state())
    const rows = x.slice(0, 5 * recipe.observation.bins)
    expect(await there.predict(shared(rows), 5)).toEqual(await here.predict(rows, 5))
    await there.dispose()
    await here.dispose()
  })

  it('restores a state, and rejects one of another network with the reason', async () => {
    const { x, y } = randomBatches(recipe, 3)
    const engine = await createEngineClient({ kind: 'cpu', recipe, threadUrl })
    const start = await engine.state()
    const losses = await engine.train(x, y, 0)
    expect(await engine.stateBefore()).toEqual(start)
    await expect(engine.restore({ ...start, vectors: { ...start.vectors, parameters: new Float32Array(4) } })).rejects.toMatchObject({
      code: 'checkpoint-mismatch'
    })
    await engine.restore(start)
    expect(Atomics.load(engine.stepCounter, 0)).toBe(0)
    expect(await engine.train(x, y, 0)).toEqual(losses)
    await engine.dispose()
  })

  it("tells what the engine throws at its work as the engine's failure, and lives on", async () => {
    const { x, y } = randomBatches(recipe, 2)
    const engine = await createEngineClient({ kind: 'cpu', recipe, threadUrl })
    await expect(engine.train(x.subarray(3), y, 0)).rejects.toMatchObject({
      code: 'engine-failed',
      message: expect.stringMatching(/^The engine cpu failed at its work: /)
    })
    expect(await engine.train(x, y, 0)).toHaveLength(2)
    await engine.dispose()
  })

  it('says that the thread ended when it is used afterwards or cannot start', async () => {
    const engine = await createEngineClient({ kind: 'cpu', recipe, threadUrl })
    await engine.dispose()
    await expect(engine.state()).rejects.toMatchObject({ code: 'engine-thread-died' })
    const missing = new URL('no-such-thread.js', threadUrl)
    await expect(createEngineClient({ kind: 'cpu', recipe, threadUrl: missing })).rejects.toMatchObject({
      code: 'engine-thread-died'
    })
  })
})
