import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readRecipe, RECIPE_VERSION } from '../../../src/core/recipe/migrate'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'

const read = (file: string): Record<string, unknown> => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
/** As it was written before recipes had several variables. */
const first = read('tests/core/recipe/version-1.json')
const bundled = readRecipe(read('resources/recipes/duffing-curve.json'))

describe('recipes of older versions', () => {
  test('version 1 becomes the same run in the form of now', () => {
    expect(first.version).toBe(1)
    const { name: _name, ...migrated } = readRecipe(first)
    const { name: _bundledName, ...expected } = bundled
    expect(migrated).toEqual(expected)
  })

  test('version 2 becomes the same run: its curves are resampled linearly, and are no maps', () => {
    const { observation, sweep } = simulationRecipeSchema.parse(readRecipe(read('tests/core/recipe/version-2.json')))
    expect(sweep.law).toBe(null)
    expect(observation).toEqual({ variable: 'z', quantity: 'modulus', bins: 50, filter: 'linear', rows: null, noise: 0 })
  })

  test('a recipe of now is left alone', () => {
    expect(bundled.version).toBe(RECIPE_VERSION)
    expect(readRecipe(structuredClone(bundled))).toEqual(bundled)
    expect(simulationRecipeSchema.safeParse(bundled).success).toBe(true)
  })

  test.each([
    ['no object', [], 'recipe-wrong'],
    ['no version', { format: 'sharkfin-recipe' }, 'recipe-wrong'],
    ['half a version', { ...first, version: 1.5 }, 'recipe-wrong'],
    ['an old recipe without a system', { ...first, system: null }, 'recipe-wrong'],
    ['an old recipe whose priors are a word', { ...first, system: { priors: 'many' } }, 'recipe-wrong'],
    ['a recipe of tomorrow', { ...bundled, version: RECIPE_VERSION + 1 }, 'recipe-newer']
  ])('%s is refused in words', (_what, value, code) => {
    expect(() => readRecipe(value, 'mine.json')).toThrow(expect.objectContaining({ code, place: { file: 'mine.json' } }))
  })
})
