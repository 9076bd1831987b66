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

  it('step multiplies by its factor after every so many batches', () => {
    const stepwise = { ...training, schedule: { kind: 'step', every: 10, factor: 0.5 } } as const
    expect([0, 9, 10, 19, 20, 35].map((step) => learningRateAt(stepwise, step) / 0.001)).toEqual([1, 1, 0.5, 0.5, 0.25, 0.125])
  })

  it('exponential falls by the same factor each batch, to its final fraction', () => {
    const falling = { ...training, batches: 101, schedule: { kind: 'exponential', final: 0.01 } } as const
    expect(learningRateAt(falling, 0)).toBeCloseTo(0.001, 15)
    expect(learningRateAt(falling, 50)).toBeCloseTo(0.0001, 15)
    expect(learningRateAt(falling, 100)).toBeCloseTo(0.00001, 15)
    expect(learningRateAt(falling, 500)).toBeCloseTo(0.00001, 15)
  })

  it('a warm-up rises linearly to the schedule, whichever it is', () => {
    const warm = { ...training, warmUp: 4 }
    expect([0, 1, 2, 3, 4, 100].map((step) => learningRateAt(warm, step))).toEqual([0.00025, 0.0005, 0.00075, 0.001, 0.001, 0.001])
    const cosine = { ...training, batches: 101, warmUp: 60, schedule: { kind: 'cosine', final: 0.2 } } as const
    expect(learningRateAt(cosine, 29)).toBeCloseTo(learningRateAt({ ...cosine, warmUp: 0 }, 29) / 2, 15)
  })

  it('a run of a single step has its learning rate', () => {
    expect(learningRateAt({ ...training, batches: 1, schedule: { kind: 'cosine', final: 0 } }, 0)).toBe(0.001)
  })
})
