import { describe, expect, it } from 'vitest'
import bundled from '../../../resources/recipes/duffing-curve.json'
import { learningRateAt } from '../../../src/core/network/schedules'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import type { TrainingRecipe } from '../../../src/core/recipe/training'

const training: TrainingRecipe = {
  ...simulationRecipeSchema.parse(bundled).training,
  optimiser: { kind: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  schedule: { kind: 'constant' }
}

describe('learning-rate schedules', () => {
  it('constant keeps the learning rate', () => {
    for (const step of [0, 17, 1e6]) expect(learningRateAt(training, step)).toBe(0.001)
  })

  it('cosine goes from all of it through the mean to its final fraction, and stays there', () => {
    const cosine = { ...training, batches: 101, schedule: { kind: 'cosine', final: 0.2 } } as const
    expect(learningRateAt(cosine, 0)).toBeCloseTo(0.001, 15)
    expect(learningRateAt(cosine, 25)).toBeCloseTo(0.001 * (0.2 + 0.4 * (1 + Math.SQRT1_2)), 15)
    expect(learningRateAt(cosine, 50)).toBeCloseTo(0.0006, 15)
    expect(learningRateAt(cosine, 100)).toBeCloseTo(0.0002, 15)
    expect(learningRateAt(cosine, 1000)).toBeCloseTo(0.0002, 15)
  })

  it('a run of a single step has its learning rate', () => {
    expect(learningRateAt({ ...training, batches: 1, schedule: { kind: 'cosine', final: 0 } }, 0)).toBe(0.001)
  })
})
