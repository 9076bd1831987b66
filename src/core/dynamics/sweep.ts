/** What a sweep is: the drive frequency over its steps, and the response after every one of them. */
import type { SweepRecipe } from '../recipe/measurement'

/** One sweep in full, before resampling. */
export interface Sweep {
  /** [steps] drive frequency at the end of each step. */
  readonly omega: Float64Array
  /** [steps] parts of z after each step. */
  readonly re: Float64Array
  readonly im: Float64Array
  /** [steps] |z| */
  readonly modulus: Float64Array
}

/**
 * @param omega [2 steps + 1] drive frequency at every half step, as a plan holds it
 * @returns [steps] drive frequency at the end of each step
 */
export function omegaAfterSteps(omega: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: (omega.length - 1) / 2 }, (_, step) => omega[2 * step + 2] ?? NaN)
}

/** @returns [2 steps + 1] omega at t = k dt/2, advancing linearly from `from`; `to` is reached one step before the end. */
export function halfStepFrequencies({ from, to, steps }: SweepRecipe): Float64Array {
  return Float64Array.from({ length: 2 * steps + 1 }, (_, k) => from + ((to - from) * k) / (2 * (steps - 1)))
}
