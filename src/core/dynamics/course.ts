/** The course of the drive along a sweep: its frequency and its phase at every half step, computed once in double precision. */
import type { SweepRecipe } from '../recipe/measurement'
import { frequencyAt, phaseAt } from './sweep'
import { checkFrequency, lawGraph, lawOf } from './sweep-law'

/** Entry k of 2 steps + 1 is at t = k dt/2. */
export interface Course {
  readonly omega: Float64Array
  /** Integral of omega from t = 0. */
  readonly phase: Float64Array
}

/** @throws SharkfinError whose code begins with `formula-`, and `sweep-law-infinite` */
export function courseOf(sweep: SweepRecipe): Course {
  const entries = 2 * sweep.steps + 1
  if (sweep.law === null) {
    return {
      omega: Float64Array.from({ length: entries }, (_, k) => frequencyAt(sweep, k)),
      phase: Float64Array.from({ length: entries }, (_, k) => phaseAt(sweep, k))
    }
  }
  const omegaAt = lawOf(lawGraph(sweep))
  const half = sweep.duration / (2 * (sweep.steps - 1))
  const omega = Float64Array.from({ length: entries }, (_, k) => omegaAt(k * half))
  omega.forEach((value, k) => checkFrequency(value, k * half))
  return { omega, phase: cumulated(omegaAt, half, entries) }
}

function cumulated(omegaAt: (t: number) => number, half: number, entries: number): Float64Array {
  const phase = new Float64Array(entries)
  for (let k = 1; k < entries; k++) phase[k] = (phase[k - 1] ?? NaN) + integral(omegaAt, (k - 1) * half, half)
  return phase
}

/** Nodes, between -1 and 1, and weights of Gauss's quadrature of order 6 (Abramowitz and Stegun, table 25.4). */
const [NODE, OUTER, INNER] = [Math.sqrt(3 / 5), 5 / 18, 8 / 18]

/** Integral of omega over a time `length` from `start` on; exact for polynomials of degree 5. */
export function integral(omegaAt: (t: number) => number, start: number, length: number): number {
  const middle = start + length / 2
  const reach = (NODE * length) / 2
  return length * (OUTER * (omegaAt(middle - reach) + omegaAt(middle + reach)) + INNER * omegaAt(middle))
}

/** @returns [steps] drive frequency at the end of each step */
export function omegaAfterSteps({ omega }: Course): Float64Array {
  return Float64Array.from({ length: (omega.length - 1) / 2 }, (_, step) => omega[2 * step + 2] ?? NaN)
}
