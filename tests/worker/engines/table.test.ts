import { describe, expect, it } from 'vitest'
import bundled from '../../../resources/recipes/duffing-curve.json'
import { engineKindSchema } from '../../../src/core/contract/engine'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import { ENGINES, engineVersion, startEngine } from '../../../src/worker/engines/table'

const recipe = simulationRecipeSchema.parse(bundled)

describe('the table of engines', () => {
  it('starts cpu everywhere, and knows the package and the version of it', async () => {
    const engine = await startEngine('cpu', { recipe, threads: 1 })
    expect(engine.name).toBe('onnxruntime cpu, 1 thread')
    expect(engineVersion(ENGINES.cpu)).toMatch(/^onnxruntime-node \d+\.\d+\.\d+$/)
    await engine.dispose()
  })

  it('gives one sentence and a remedy for each engine that this machine has not', async () => {
    for (const kind of engineKindSchema.options) {
      const absence = await ENGINES[kind].absence()
      if (!absence) continue
      const refusal = startEngine(kind, { recipe, threads: 1 })
      await expect(refusal, kind).rejects.toMatchObject({
        code: 'engine-absent',
        message: expect.stringMatching(new RegExp(`^The engine ${kind} is not available: .+\\.$`)),
        remedy: expect.stringMatching(/.+/)
      })
    }
    // DirectML is Windows' own, Core ML is Apple's: one of them at least is absent everywhere.
    expect(await ENGINES[process.platform === 'darwin' ? 'directml' : 'coreml'].absence()).not.toBeNull()
  })
})
