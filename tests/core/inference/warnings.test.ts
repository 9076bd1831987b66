import { describe, expect, test } from 'vitest'
import type { Estimate, Group } from '../../../src/core/contract/characterization'
import { drivesDisagree } from '../../../src/core/inference/warnings'
import { Purpose } from '../../../src/core/random/purpose'
import { createStream, normal, seek } from '../../../src/core/random/stream'

const estimate = (value: number, stderr: number): Estimate => ({ value, unit: '', stderr, interval90: [value, value], statistical: stderr, model: 0, determined: true })
const nothing = { Q: null, nonlinearDamping: null, lag: null, gain: null, gainPhase: null, background: null, backgroundPhase: null, offset: null, offsetPhase: null }
const fitted = (f0: Estimate, fwhm: Estimate, kerr: Estimate): Pick<Group, 'parameters'> => ({ parameters: { ...nothing, f0, fwhm, kerr } })

const TRIALS = 4000

/** Share of measurements of one resonator, with errors of many sizes, that warn. */
function falseAlarms(drives: number): number {
  const stream = createStream(11, Purpose.noise)
  let alarms = 0
  for (let trial = 0; trial < TRIALS; trial++) {
    seek(stream, drives, trial)
    const drawn = (value: number, size: number): Estimate => estimate(value + size * normal(stream), size)
    const groups = Array.from({ length: drives }, (_, k) => fitted(drawn(1000, 0.01 * (1 + k)), drawn(2, 0.05 / (1 + k)), drawn(-1e11, 1e9)))
    if (drivesDisagree(groups)) alarms++
  }
  return alarms / TRIALS
}

describe('fits at several drives', () => {
  // 1 %, whose standard error in 4,000 trials is 0.16 %.
  test.each([2, 10, 40])('of one resonator disagree by chance once in a hundred measurements, with %i drives', (drives) => {
    expect(Math.abs(falseAlarms(drives) - 0.01)).toBeLessThan(0.0048)
  })

  test('disagree where one of two lies four of their common errors away, and all together where none does alone', () => {
    const width = estimate(2, 0.1)
    const kerr = estimate(1, 0.1)
    expect(drivesDisagree([fitted(estimate(0, 3), width, kerr), fitted(estimate(20, 4), width, kerr)])?.message).toContain('in f0 by')
    // Ten to either side by 1.6 errors: chi-square 51 with 19 degrees of freedom.
    const split = Array.from({ length: 20 }, (_, k) => fitted(estimate(k % 2 ? 1.6 : -1.6, 1), width, kerr))
    expect(drivesDisagree(split)?.code).toBe('drives-disagree')
  })

  test('say nothing of what no drive determines', () => {
    const open = { ...estimate(5, 0.1), determined: false }
    expect(drivesDisagree([fitted(estimate(0, 1), estimate(2, 1), open), fitted(estimate(0, 1), estimate(2, 1), estimate(0, 0.1))])).toBeNull()
  })
})
