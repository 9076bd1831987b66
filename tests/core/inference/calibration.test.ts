import { describe, expect, test } from 'vitest'
import { characterizeGroup } from '../../../src/core/inference/characterize'
import { simulatedSweep, truth } from './simulated'
import type { CharacterizeOptions, ParameterName } from '../../../src/core/contract/characterization'
import type { Noise, Range, Truth } from './simulated'

const REPLICAS = 150

/** How many of the replicas' 90 % intervals hold the truth, by parameter. */
function coverage(
  line: Truth,
  ranges: readonly Range[],
  noise: Omit<Noise, 'replica'>,
  options: CharacterizeOptions,
  expected: Partial<Record<ParameterName, number>>
): Record<string, number> {
  const hits: Record<string, number> = {}
  for (let replica = 0; replica < REPLICAS; replica++) {
    const sweeps = ranges.map((range, stream) => simulatedSweep(line, range, { ...noise, replica }, stream))
    const group = characterizeGroup(sweeps, options, false)
    for (const [name, value] of Object.entries(expected)) {
      const [low, high] = group.parameters[name as ParameterName]?.interval90 ?? [NaN, NaN]
      hits[name] = (hits[name] ?? 0) + (low <= value && value <= high ? 1 : 0)
    }
  }
  return hits
}

/** 99.9 % band of a binomial with p = 0.9: 3.29 standard deviations. */
const spread = 3.29 * Math.sqrt(REPLICAS * 0.9 * 0.1)

function inBand(hits: Record<string, number>): void {
  for (const count of Object.values(hits)) {
    expect(count).toBeGreaterThan(0.9 * REPLICAS - spread)
    expect(count).toBeLessThan(0.9 * REPLICAS + spread)
  }
}

const plain: CharacterizeOptions = { nonlinearDamping: 'off', slope: 'off', line: 'duffing', fullLine: 'off' }
const known = { f0: truth.f0, fwhm: truth.fwhm, Q: truth.f0 / truth.fwhm, background: Math.hypot(0.05, 0.08) }

describe(`90 % intervals over ${REPLICAS} simulated measurements`, () => {
  test('white noise, a line bent by half its width', () => {
    const line = { ...truth, kerr: 1 }
    const hits = coverage(line, [{ from: 992, to: 1008, points: 60 }], { size: 0.02, memory: 0 }, plain, {
      ...known,
      kerr: 1
    })
    inBand(hits)
  })

  test('white noise, up and down, a lag', () => {
    const line = { ...truth, kerr: -1, lag: 0.1 }
    const ranges = [
      { from: 992, to: 1008, points: 40 },
      { from: 1008, to: 992, points: 40 }
    ]
    const hits = coverage(line, ranges, { size: 0.02, memory: 0 }, plain, { ...known, kerr: -1, lag: 0.1 })
    inBand(hits)
  })

  test('noise with a memory of points: white errors would cover far too little', () => {
    const line = { ...truth, kerr: 1 }
    const hits = coverage(line, [{ from: 988, to: 1012, points: 120 }], { size: 0.02, memory: 0.7 }, plain, {
      ...known,
      kerr: 1
    })
    inBand(hits)
  })

  test('hysteresis and nonlinear damping, every term left to the data', () => {
    const line = { ...truth, nonlinearDamping: 1 }
    const hits = coverage(line, [{ from: 992, to: 1010, points: 80 }], { size: 0.02, memory: 0 }, {}, {
      ...known,
      kerr: 4,
      nonlinearDamping: 1
    })
    inBand(hits)
  })
})
