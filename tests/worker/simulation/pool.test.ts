import { mkdtempSync, readFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { beforeAll, describe, expect, test } from 'vitest'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import { createSimulationPool } from '../../../src/worker/simulation/pool'

const bundled = simulationRecipeSchema.parse(JSON.parse(readFileSync('resources/recipes/duffing-curve.json', 'utf8')))
const recipe = { ...bundled, observation: { ...bundled.observation, noise: 0.05 } }
let threadUrl: URL

beforeAll(async () => {
  const outDir = mkdtempSync(join(tmpdir(), 'sharkfin-thread-'))
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'src/worker/simulation/thread.ts', outDir, rollupOptions: { output: { format: 'es' } } },
    ssr: { noExternal: true }
  })
  const file = readdirSync(outDir).find((name) => name.startsWith('thread')) ?? ''
  threadUrl = pathToFileURL(join(outDir, file))
})

async function firstSlots(threads: number, order: readonly number[], of = recipe): Promise<number[][]> {
  const pool = await createSimulationPool({ recipe: of, seed: 4, threads, threadUrl, slots: 3, batchesPerSlot: 2 })
  const curves: number[][] = []
  for (const firstBatch of order) {
    const slot = await pool.take(firstBatch)
    expect(slot.firstBatch).toBe(firstBatch)
    expect(slot.batches).toBe(2)
    curves.push([...slot.x, ...slot.y])
    pool.release(slot.slot)
  }
  await pool.close()
  return curves
}

describe('simulation pool', () => {
  test('one thread, two threads and none give the same bits, in order and after a jump', async () => {
    const order = [0, 2, 4, 6, 8, 100, 102, 6, 8]
    const inline = await firstSlots(0, order)
    expect(await firstSlots(1, order)).toEqual(inline)
    expect(await firstSlots(2, order)).toEqual(inline)
    expect(inline[3]).toEqual(inline[7])
    expect(inline[0]).not.toEqual(inline[1])
  })

  test('maps are the same on threads', async () => {
    const rows = { parameter: 'f', from: 0.1, to: 2, count: 9 }
    const maps = { ...recipe, training: { ...recipe.training, batch: 5 }, observation: { ...recipe.observation, filter: 'cubic' as const, rows } }
    const order = [0, 2, 10]
    expect(await firstSlots(2, order, maps)).toEqual(await firstSlots(0, order, maps))
  })

  test.each([0, 2])('with %i threads no slot reaches over a border, wherever it begins, and the batches are the same', async (threads) => {
    const options = { recipe, seed: 4, threads, threadUrl, slots: 3 }
    const [short, single] = [await createSimulationPool({ ...options, batchesPerSlot: 4, border: 7 }), await createSimulationPool({ ...options, batchesPerSlot: 1 })]
    const lengths: number[] = []
    for (let next = 5; next < 22; ) {
      const { slot, x, batches } = await short.take(next)
      const one = await single.take(next + batches - 1)
      expect([...x.subarray(one.x.length * (batches - 1), one.x.length * batches)]).toEqual([...one.x])
      single.release(one.slot)
      short.release(slot)
      lengths.push(batches)
      next += batches
    }
    expect(lengths).toEqual([2, 4, 3, 4, 3, 4])
    await Promise.all([short.close(), single.close()])
  })

  test('a jump to just behind what was prepared is served', async () => {
    const pool = await createSimulationPool({ recipe, seed: 4, threads: 1, threadUrl, slots: 3, batchesPerSlot: 2 })
    const first = await pool.take(0)
    pool.release(first.slot)
    // Time enough to fill every slot with batches 2, 4 and 6, so that 8 would be next and has no place.
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect((await pool.take(8)).firstBatch).toBe(8)
    await pool.close()
  })

  test('a thread that cannot start rejects the take and is named', async () => {
    const missing = pathToFileURL(join(tmpdir(), 'sharkfin-no-such-thread.js'))
    const pool = await createSimulationPool({ recipe, seed: 4, threads: 1, threadUrl: missing, slots: 2, batchesPerSlot: 1 })
    await expect(pool.take(0)).rejects.toMatchObject({
      code: 'simulation-thread-died',
      message: expect.stringContaining('simulation 1')
    })
    await pool.close()
  })
})
