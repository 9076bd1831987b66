import { describe, expect, it } from 'vitest'
import type { Prior } from '../../../src/core/recipe/priors'
import { priorSchema } from '../../../src/core/recipe/priors'
import { newPrior } from '../../../src/renderer/recipe/new-prior'

const named = { name: 'gamma', unit: 'Hz' }
const uniform: Prior = { kind: 'uniform', ...named, low: 0.5, high: 1.5 }

describe('a prior of another kind', () => {
  it('keeps mean and deviation where it has them: those of a uniform one are its middle and its width / sqrt(12)', () => {
    expect(newPrior('normal', uniform)).toEqual({ kind: 'normal', ...named, mean: 1, deviation: 0.2887 })
    const back = newPrior('uniform', newPrior('normal', uniform))
    expect(back).toMatchObject({ kind: 'uniform', low: expect.closeTo(0.5, 3), high: expect.closeTo(1.5, 3) })
  })

  it('keeps the range between those that have one, and the mean where it becomes fixed', () => {
    expect(newPrior('log-uniform', uniform)).toEqual({ kind: 'log-uniform', ...named, low: 0.5, high: 1.5 })
    expect(newPrior('fixed', uniform)).toEqual({ kind: 'fixed', ...named, value: 1 })
    // The mean of a log-uniform distribution is (high - low) / log(high / low).
    expect(newPrior('fixed', { kind: 'log-uniform', ...named, low: 1, high: Math.E })).toMatchObject({ value: 1.718 })
  })

  it('is always one that the schema takes', () => {
    const priors: Prior[] = [
      uniform,
      { kind: 'uniform', ...named, low: -1, high: 0 },
      { kind: 'uniform', ...named, low: -1, high: 1 },
      { kind: 'log-uniform', ...named, low: 1e-6, high: 1e6 },
      { kind: 'normal', ...named, mean: -3, deviation: 0.1 },
      { kind: 'fixed', ...named, value: 0 },
      { kind: 'fixed', ...named, value: -2 }
    ]
    for (const prior of priors) {
      for (const kind of ['uniform', 'log-uniform', 'normal', 'fixed'] as const) {
        const changed = newPrior(kind, prior)
        expect(changed.kind).toBe(kind)
        expect(priorSchema.safeParse(changed).error, JSON.stringify([prior, changed])).toBeUndefined()
      }
    }
  })
})
