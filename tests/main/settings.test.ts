import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { simulationRecipeSchema } from '../../src/core/recipe/schema'
import { withSettings } from '../../src/main/commands/settings'
import { denseNetwork } from '../core/network/dense-network'
import { parseWords, wholeNumber } from '../../src/main/commands/words'

const file = join(import.meta.dirname, '../../resources/recipes/duffing-curve.json')
const recipe = simulationRecipeSchema.parse(JSON.parse(readFileSync(file, 'utf8')))

describe('settings by path', () => {
  it('change what they name and nothing else', () => {
    const changed = withSettings(recipe, ['training.batches=7', 'network.layers.0.units=20', 'network.layers.0.activation=relu'], simulationRecipeSchema)
    expect(changed.training.batches).toBe(7)
    expect(changed.network).toEqual(denseNetwork([20], 'relu'))
    expect({ ...changed, training: recipe.training, network: recipe.network }).toEqual(recipe)
    expect(recipe.training.batches).not.toBe(7)
  })

  it.each([
    ['training.batches=-1', 'training.batches'],
    ['training.nonsense=1', 'training'],
    ['nonsense', 'key=value'],
    ['__proto__.polluted=1', 'names no setting'],
    ['training.optimiser.learningRate=fast', 'learningRate']
  ])('refuse %s and name it', (set, named) => {
    expect(() => withSettings(recipe, [set], simulationRecipeSchema)).toThrow(expect.objectContaining({ code: 'setting-wrong' }))
    expect(() => withSettings(recipe, [set], simulationRecipeSchema)).toThrow(named)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
})

describe('words of the command line', () => {
  it('take flags, names and repeated settings', () => {
    const words = parseWords(['duffing-curve', '--json', '--set', 'a=1', '--set', 'b=2', '--count', '3'], 'usage', ['count'])
    expect(words).toMatchObject({ names: ['duffing-curve'], json: true, sets: ['a=1', 'b=2'] })
    expect(wholeNumber(words, 'count', 1, 'usage')).toBe(3)
  })

  it('say how a verb is called when a flag is unknown or a number is none', () => {
    expect(() => parseWords(['--nonsense'], 'read FILE', [])).toThrow(expect.objectContaining({ code: 'usage' }))
    const words = parseWords(['--count', 'many'], 'read FILE', ['count'])
    expect(() => wholeNumber(words, 'count', 1, 'read FILE')).toThrow('--count takes a whole number')
  })
})
