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
})
