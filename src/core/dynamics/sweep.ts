/** What a sweep is: the drive frequency over its steps, and the response after every one of them. */
import type { SweepRecipe } from '../recipe/measurement'

/** One sweep in full, before resampling. */
export interface Sweep {
  /** [steps] drive frequency at the end of each step. */
  readonly omega: Float64Array
  /** [steps] parts of the observed variable after each step; im is 0 where it is real. */
  readonly re: Float64Array
  readonly im: Float64Array
  /** [steps] |z| */
  readonly modulus: Float64Array
  /** [steps] what the recipe observes. */
  readonly observed: Float64Array
  /** [steps] every real quantity of the system, by its name: x, z.re, z.im. */
  readonly state: Readonly<Record<string, Float64Array>>
}

/** Of a linear sweep. Half step k runs from 0; `to` is reached one step before the end. */
export function frequencyAt({ from, to, steps }: SweepRecipe, k: number): number {
  return from + ((to - from) * k) / (2 * (steps - 1))
}

/** Integral of omega from t = 0 to half step k: omega is linear, so its mean is that of the ends. */
export function phaseAt(sweep: SweepRecipe, k: number): number {
  const t = (k * sweep.duration) / (2 * (sweep.steps - 1))
  return t * (sweep.from + (frequencyAt(sweep, k) - sweep.from) / 2)
}

/** @returns [steps] time at the end of each step */
export function timesAfterSteps({ steps, duration }: SweepRecipe): Float64Array {
  return Float64Array.from({ length: steps }, (_, step) => ((step + 1) * duration) / (steps - 1))
}
