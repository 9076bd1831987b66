import { describe, expect, it } from 'vitest'
import { readingErrors } from '../../../src/core/network/reading-errors'

describe('reading errors', () => {
  it('are zero for a perfect reading, with r2 of one', () => {
    const truth = Float32Array.of(1, 10, 2, 20, 3, 30)
    expect(readingErrors(truth, truth, 2)).toEqual({ rmse: [0, 0], r2: [1, 1] })
  })

  it('give r2 of zero to whoever always answers the mean', () => {
    const truth = Float32Array.of(1, 2, 3, 4)
    const { rmse, r2 } = readingErrors(truth, Float32Array.of(2.5, 2.5, 2.5, 2.5), 1)
    expect(rmse[0]).toBeCloseTo(Math.sqrt(1.25), 12)
    expect(r2[0]).toBeCloseTo(0, 12)
  })

  it('have no r2 where the truth does not vary: one sample, or one value', () => {
    expect(readingErrors(Float32Array.of(2), Float32Array.of(3), 1)).toEqual({ rmse: [1], r2: [null] })
    expect(readingErrors(Float32Array.of(0, 5, 0, 7), Float32Array.of(0, 5, 1, 7), 2)).toEqual({ rmse: [Math.SQRT1_2, 0], r2: [null, 1] })
  })
})
