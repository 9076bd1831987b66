/** Whether there is a resonance at all: the fitted line against a straight line through the same points. */
import { least, most } from '../numbers/extremes'
import { leastSquares } from './linear-algebra'
import { VALUE, freeValues } from './line'
import { modelPoints } from './model-points'
import { rowCount } from './residuals'
import type { Solved } from './choose-terms'
import type { ScaledSweep } from './scaled'

export type Presence = 'inside' | 'at-edge' | 'outside' | 'none'

/**
 * F ratio above which a resonance is there. The best of many places and widths in pure noise reaches about 4 to 5, so
 * 10 is beyond chance.
 */
const BEYOND_CHANCE = 10

/** A straight line through one part of a sweep: values at its points. */
export function straightLine(nu: Float64Array, part: Float64Array): Float64Array {
  const rows = Float64Array.from({ length: 2 * nu.length }, (_, k) => (k % 2 ? nu[k >> 1] : 1))
  const [level, slope] = leastSquares(rows, part, 2) ?? [part.reduce((sum, value) => sum + value, 0) / part.length, 0]
  return nu.map((value) => level + slope * value)
}

/** Sum of squares about a straight line in every part of every sweep. */
function straightCost(sweeps: readonly ScaledSweep[]): { cost: number; values: number } {
  const parts = sweeps.flatMap(({ nu, x, y }) => (y ? [{ nu, part: x }, { nu, part: y }] : [{ nu, part: x }]))
  const cost = parts.reduce((sum, { nu, part }) => {
    const line = straightLine(nu, part)
    return sum + part.reduce((inner, value, k) => inner + (value - line[k]) ** 2, 0)
  }, 0)
  return { cost, values: 2 * parts.length }
}

/** @param stderrs standard errors of f0 and fwhm in scaled units */
export function presenceOf({ problem, fit }: Solved, stderrs: { f0: number; fwhm: number }): Presence {
  const { sweeps, scales, terms } = problem
  const straight = straightCost(sweeps)
  const left = rowCount(sweeps) - freeValues(terms).length
  // Rounding of the file's last digit is not evidence of a line
  const floor = 1e-18 * rowCount(sweeps)
  const ratio = (straight.cost - fit.cost) / 4 / (Math.max(fit.cost, floor) / left)
  if (!(ratio > BEYOND_CHANCE) || straight.cost < floor) return 'none'
  const fwhm = fit.values[VALUE.fwhm]
  const places = sweeps.map((sweep) => peakPlace(sweep, modelPoints(fit.values, terms, sweep, scales, false).n))
  const [low, high] = [Math.min(...sweeps.map(({ nu }) => least(nu))), Math.max(...sweeps.map(({ nu }) => most(nu)))]
  const f0 = fit.values[VALUE.f0]
  const bend = Math.max(...places.map(({ nu }) => Math.abs(nu - f0)))
  if (f0 < low - bend - fwhm / 2 || f0 > high + bend + fwhm / 2 || places.every(({ atEnd }) => atEnd)) return 'outside'
  if (fwhm > 1.5 * (high - low) || fwhm <= 0) return 'outside'
  if (!(stderrs.f0 < fwhm) || !(stderrs.fwhm < 0.5 * fwhm)) return 'none'
  const nearest = Math.min(...places.map(({ nu }) => Math.min(nu - low, high - nu)))
  return nearest < fwhm ? 'at-edge' : 'inside'
}

/** Where along a sweep the resonant part is largest. */
function peakPlace({ nu }: ScaledSweep, n: Float64Array): { nu: number; atEnd: boolean } {
  const top = n.indexOf(most(n))
  return { nu: nu[top], atEnd: top === 0 || top === nu.length - 1 }
}
