import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import { issuesInWords } from '../../../src/core/recipe/issues'

const file = new URL('../../../resources/recipes/duffing-curve.json', import.meta.url)
const recipe = simulationRecipeSchema.parse(JSON.parse(readFileSync(file, 'utf8')))

describe('what is wrong with a recipe', () => {
  it('is nothing with the bundled one', () => {
    expect(issuesInWords(recipe)).toEqual({})
  })

  it('is said by path, as a person would say it', () => {
    const training = { ...recipe.training, batch: 0, batches: 1.5 }
    const network = { ...recipe.network, layers: [{ kind: 'dense', units: NaN, activation: 'tanh' }] }
    const [first, ...rest] = recipe.system.priors
    const system = { ...recipe.system, priors: [{ ...first, low: 2, high: 1 }, ...rest] }
    expect(issuesInWords({ ...recipe, training, network, system })).toEqual({
      'training.batch': 'must be at least 1',
      'training.batches': 'must be a whole number',
      'network.layers.0.units': 'must be a number',
      'system.priors.0.high': 'this prior needs low < high'
    })
  })
})
