import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import { readCheckpoint, readingMetrics, readingOf, writeCheckpoint, type Checkpoint } from '../../../src/worker/runs/checkpoint'

let folder: string
const recipeFile = join(import.meta.dirname, '../../../resources/recipes/duffing-curve.json')
const checkpoint: Checkpoint = {
  recipe: simulationRecipeSchema.parse(JSON.parse(readFileSync(recipeFile, 'utf8'))),
  state: {
    step: 1234,
    vectors: {
      parameters: Float32Array.of(1, -2.5, Math.fround(Math.PI)),
      firstMoment: Float32Array.of(0, 1e-30, -1e30),
      secondMoment: Float32Array.of(1e-38, 2, 3)
    }
  },
  engine: { choice: 'auto', kind: 'webgpu', name: 'onnxruntime webgpu', why: 'webgpu: 1 ms a step' },
  story: { seconds: 1.5, firstLoss: 0.4, lastLoss: 0.001, validationLoss: null, metrics: { gamma: { rmse: 0.01, r2: 0.99 } } }
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sharkfin-checkpoint-'))
})

describe('checkpoint', () => {
  it('comes back to the bit', async () => {
    await writeCheckpoint(folder, checkpoint)
    expect(await readCheckpoint(folder)).toEqual(checkpoint)
  })

  it('keeps the best weights of early stopping apart, and reads with them', async () => {
    const vectors = { parameters: Float32Array.of(7, 8, 9) }
    const best = { state: { vectors, step: 1000 }, loss: 0.002, waited: 3, metrics: { gamma: { rmse: 0.005, r2: 0.999 } } }
    await writeCheckpoint(folder, { ...checkpoint, best })
    const read = await readCheckpoint(folder)
    expect(read).toEqual({ ...checkpoint, best })
    expect(readingOf(read)).toEqual({ step: 1000, vectors: { ...checkpoint.state.vectors, ...vectors } })
    expect(readingMetrics(read)).toEqual(best.metrics)
  })

  it('that cannot be written leaves the one before, and says what to do', async () => {
    await writeCheckpoint(folder, checkpoint)
    await mkdir(join(folder, 'checkpoint.bin.part', 'held'), { recursive: true })
    const next = writeCheckpoint(folder, { ...checkpoint, state: { ...checkpoint.state, step: 2000 } })
    await expect(next).rejects.toMatchObject({ code: 'checkpoint-unwritten', remedy: expect.stringContaining('go on from its last checkpoint') })
    expect((await readCheckpoint(folder)).state.step).toBe(1234)
  })

  it('of the first version, which knew Adam alone, comes back as well', async () => {
    const { recipe, story } = checkpoint
    const header = { format: 'sharkfin-checkpoint', version: 1, parameters: 2, step: 7, recipe, story }
    const body = Buffer.concat([
      Buffer.from(`${JSON.stringify(header)}\n`),
      Buffer.from(Float32Array.of(1, 2, 3, 4, 5, 6).buffer)
    ])
    await writeFile(join(folder, 'checkpoint.bin'), Buffer.concat([body, createHash('sha256').update(body).digest()]))
    expect((await readCheckpoint(folder)).state).toEqual({
      step: 7,
      vectors: {
        parameters: Float32Array.of(1, 2),
        firstMoment: Float32Array.of(3, 4),
        secondMoment: Float32Array.of(5, 6)
      }
    })
  })

  it('replaces the last one and leaves nothing beside it', async () => {
    await writeCheckpoint(folder, checkpoint)
    await writeCheckpoint(folder, { ...checkpoint, state: { ...checkpoint.state, step: 2000 } })
    expect((await readCheckpoint(folder)).state.step).toBe(2000)
    expect(await readdir(folder)).toEqual(['checkpoint.bin'])
  })

  it('is refused wherever one bit of it is wrong, and wherever it is cut', async () => {
    await writeCheckpoint(folder, checkpoint)
    const path = join(folder, 'checkpoint.bin')
    const good = await readFile(path)
    for (let at = 0; at < good.length; at += 41) {
      const bad = Buffer.from(good)
      bad[at] = (bad[at] ?? 0) ^ 1
      await writeFile(path, bad)
      await expect(readCheckpoint(folder)).rejects.toMatchObject({ code: 'checkpoint-damaged' })
      await writeFile(path, good.subarray(0, at))
      await expect(readCheckpoint(folder)).rejects.toMatchObject({ code: 'checkpoint-damaged' })
    }
  })

  it('says that there is none', async () => {
    await expect(readCheckpoint(folder)).rejects.toMatchObject({ code: 'checkpoint-missing' })
  })
})
