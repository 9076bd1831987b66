import { describe, expect, test } from 'vitest'
import { followBranch, steadyAmplitude, steadyIntensities } from '../../../src/core/dynamics/steady-state'
import { criticalDrive, folds, peakIntensity } from '../../../src/core/dynamics/steady-state-folds'
import type { Oscillator } from '../../../src/core/dynamics/steady-state'

const strong: Oscillator = { omega0: 0.3, gamma: 0.8, epsilon: 0.7, eta: 0 }

/** [points] evenly from one frequency to another. */
function sweep(from: number, to: number, points = 2001): Float64Array {
  return Float64Array.from({ length: points }, (_, k) => from + ((to - from) * k) / (points - 1))
}

describe('steady state against theory', () => {
  test('every root solves the cubic, over twelve decades of nonlinearity', () => {
    for (const epsilon of [-1e3, -1, -1e-9, 0, 1e-9, 1e-3, 1, 1e3]) {
      for (const eta of [0, 1e-6, 0.1]) {
        for (const omega of [-7, -0.3, 0, 0.2, 5]) {
          const roots = steadyIntensities({ omega0: 0.2, gamma: 0.5, epsilon, eta }, omega, 1.3)
          expect([1, 3]).toContain(roots.length)
          for (const n of roots) {
            const f2 = n * ((0.25 + eta * n) ** 2 + (0.2 - omega + epsilon * n) ** 2)
            // Relative to the largest terms that cancel
            const size = n * (Math.abs(0.2 - omega) + Math.abs(epsilon) * n) ** 2 + 1.69
            expect(Math.abs(f2 - 1.69) / size).toBeLessThan(1e-13)
          }
        }
      }
    }
  })

  test('without nonlinearity: the Lorentzian, z = f / (omega0 - omega - i gamma/2)', () => {
    const line = { omega0: 1, gamma: 0.4, epsilon: 0, eta: 0 }
    for (const omega of [-3, 0.9, 1, 1.2]) {
      const [n] = steadyIntensities(line, omega, 2)
      expect(n).toBeCloseTo(4 / (0.04 + (1 - omega) ** 2), 10)
      const [re, im] = steadyAmplitude(line, omega, 2, n)
      expect(re).toBeCloseTo((2 * (1 - omega)) / (0.04 + (1 - omega) ** 2), 10)
      expect(im).toBeCloseTo((2 * 0.2) / (0.04 + (1 - omega) ** 2), 10)
    }
  })

  test('numbers out of range have no root, and end', () => {
    for (const wrong of [NaN, Infinity, 1e300]) {
      expect(steadyIntensities({ ...strong, gamma: wrong, omega0: wrong }, 0, 1)).toHaveLength(0)
      expect(steadyIntensities({ ...strong, omega0: -1, eta: -wrong }, 0, 1).every(Number.isFinite)).toBe(true)
    }
  })

  test('critical drive: gamma^3 / (3 sqrt(3) |epsilon|), and never with strong nonlinear damping', () => {
    for (const epsilon of [0.7, -2]) {
      const critical = criticalDrive({ ...strong, epsilon })
      expect(critical ** 2).toBeCloseTo(0.8 ** 3 / (3 * Math.sqrt(3) * Math.abs(epsilon)), 12)
    }
    expect(criticalDrive({ ...strong, eta: 0.7 / Math.sqrt(3) })).toBe(Infinity)
  })

  test.each([0, 0.15])('three roots just above the critical drive and never below, eta = %f', (eta) => {
    const line = { ...strong, eta }
    const critical = criticalDrive(line)
    const most = (f: number): number =>
      Math.max(...Array.from(sweep(0.3, 4, 20001), (omega) => steadyIntensities(line, omega, f).length))
    expect(most(critical * 0.999)).toBe(1)
    expect(most(critical * 1.01)).toBe(3)
    expect(folds(line, critical * 0.999)).toBeNull()
  })

  test.each([0.7, -0.7])('the number of roots changes exactly at the folds, epsilon = %f', (epsilon) => {
    const line = { ...strong, epsilon, eta: 0.05 }
    const ends = folds(line, 2)
    if (!ends) throw new Error('expected folds above the critical drive')
    for (const fold of [ends.upper, ends.lower]) {
      const sides = [fold - 1e-6, fold + 1e-6].map((omega) => steadyIntensities(line, omega, 2).length)
      expect(sides.toSorted()).toEqual([1, 3])
    }
    expect(Math.sign(ends.upper - ends.lower)).toBe(Math.sign(epsilon))
  })

  test('up and down sweeps jump at opposite folds and agree outside', () => {
    const ends = folds(strong, 2)
    if (!ends) throw new Error('expected folds above the critical drive')
    const up = followBranch(strong, sweep(-5, 9), 2)
    const down = followBranch(strong, sweep(9, -5), 2).toReversed()
    const omega = sweep(-5, 9)
    for (let k = 0; k < omega.length; k++) {
      const between = omega[k] > ends.lower && omega[k] < ends.upper
      if (between) expect(up[k]).toBeGreaterThan(down[k])
      else expect(up[k]).toBeCloseTo(down[k], 10)
    }
    expect(Math.max(...up)).toBeLessThanOrEqual(peakIntensity(strong, 2))
    expect(peakIntensity(strong, 2)).toBeCloseTo((2 / 0.4) ** 2, 10)
  })
})
