import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { modelOf } from '../../../src/core/network/model'
import { CURE_KINDS, CURES } from '../../../src/core/recipe/cures'
import { readRecipe } from '../../../src/core/recipe/migrate'
import { recipeSchema } from '../../../src/core/recipe/schema'

const base = readRecipe(JSON.parse(readFileSync('resources/recipes/duffing-overfit.json', 'utf8')), 'duffing-overfit')

test.each(CURE_KINDS)('%s changes the recipe, and leaves one that can be trained', (kind) => {
  const { apply, usual, least, most } = CURES[kind]
  for (const strength of [usual, least, most]) {
    const cured = recipeSchema.parse(apply(base, strength))
    expect(modelOf(cured).outputs).toBe(3)
  }
  expect(apply(base, usual)).not.toEqual(base)
})

test.each(['sgd', 'momentum', 'rmsprop'] as const)('weight decay is refused beside %s, where it would change the optimiser too', (kind) => {
  const { refusal, apply } = CURES['weight-decay']
  const optimisers = { sgd: { kind: 'sgd', learningRate: 0.1 }, momentum: { kind: 'momentum', learningRate: 0.1, momentum: 0.9, nesterov: false }, rmsprop: { kind: 'rmsprop', learningRate: 0.1, decay: 0.9, epsilon: 1e-8 } } as const
  const other = { ...base, training: { ...base.training, optimiser: optimisers[kind] } }
  expect(refusal?.(other)).toContain(kind)
  expect(apply(other, 0.3)).toEqual(other)
  expect(refusal?.(base)).toBe('')
})

test('each does what its name says, and nothing else', () => {
  const { training, network } = base
  expect(CURES['early-stopping'].apply(base, 7)).toEqual({ ...base, training: { ...training, earlyStopping: { patience: 7 } } })
  expect(CURES['more-data'].apply(base, 8).training).toEqual({ ...training, samples: { kind: 'fixed', count: 512 } })
  expect(CURES['weight-decay'].apply(base, 0.3).training.optimiser).toEqual({ ...training.optimiser, kind: 'adamw', weightDecay: 0.3 })
  expect(CURES.dropout.apply(base, 0.2).network.layers).toEqual([...network.layers, { kind: 'dropout', rate: 0.2 }])
  expect(CURES.noise.apply(base, 0.05).network.layers).toEqual([{ kind: 'noise', deviation: 0.05 }, ...network.layers])
})
