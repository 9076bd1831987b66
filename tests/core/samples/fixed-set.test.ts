import { describe, expect, it } from 'vitest'
import bundled from '../../../resources/recipes/duffing-curve.json'
import { createSimulator } from '../../../src/core/dynamics/create-simulator'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import { fixedSet } from '../../../src/core/samples/fixed-set'
import { sweepSource } from '../../../src/core/samples/sweep-source'

const recipe = simulationRecipeSchema.parse({ ...bundled, observation: { ...bundled.observation, noise: 0.1 } })

describe('a fixed set', () => {
  it('gives the same samples, noise included, in every epoch, each with its own parameters', async () => {
    const source = sweepSource(recipe, recipe.training.seed, await createSimulator(recipe))
    const set = fixedSet(source, 12, 4, 5)
    const whole = { x: new Float32Array(12 * source.inputs), y: new Float32Array(12 * source.outputs) }
    source.fill({ kind: 'training', batch: 0, first: 0, count: 12 }, whole.x, whole.y)
    const rows = (x: Float32Array, y: Float32Array, count: number): string[] =>
      Array.from({ length: count }, (_, row) => String([...x.slice(row * 50, (row + 1) * 50), ...y.slice(row * 3, (row + 1) * 3)]))
    const expected = rows(whole.x, whole.y, 12).toSorted()
    for (const epoch of [0, 7]) {
      const seen: string[] = []
      for (let step = 0; step < 3; step++) {
        const x = new Float32Array(4 * 50)
        const y = new Float32Array(4 * 3)
        set.fill({ kind: 'training', batch: 3 * epoch + step, first: 0, count: 4 }, x, y)
        seen.push(...rows(x, y, 4))
      }
      expect(seen.toSorted()).toEqual(expected)
    }
  })

  it('leaves held-out samples fresh', async () => {
    const source = sweepSource(recipe, recipe.training.seed, await createSimulator(recipe))
    const set = fixedSet(source, 12, 4, 5)
    const [x, y] = [new Float32Array(50), new Float32Array(3)]
    const [otherX, otherY] = [new Float32Array(50), new Float32Array(3)]
    set.fill({ kind: 'validation', batch: 0, first: 40, count: 1 }, x, y)
    source.fill({ kind: 'validation', batch: 0, first: 40, count: 1 }, otherX, otherY)
    expect([x, y]).toEqual([otherX, otherY])
  })
})
