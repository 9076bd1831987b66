/** What the methods with error control share: a problem, its tolerances, and how a step's length follows from its error. */
import { SharkfinError } from '../../contract/errors'

/** dy/dt into `out`. */
export type Slope = (t: number, y: Float64Array, out: Float64Array) => void

export interface Problem {
  readonly slope: Slope
  /** d(dy_i/dt)/dy_k into out[i size + k], and d(dy_i/dt)/dt, for methods that need them. */
  readonly jacobian?: (t: number, y: Float64Array, out: Float64Array) => void
  readonly timeSlope?: Slope
  readonly initial: ArrayLike<number>
}

export interface Tolerances {
  readonly relative: number
  readonly absolute: number
}

/** The state at times[k] is given to `keep`, in order. */
export type Keep = (k: number, y: Float64Array) => void

/** Root mean square of error/(absolute + relative |y|): a step is accepted at 1 or less. */
export function errorNorm(error: Float64Array, y: Float64Array, next: Float64Array, { relative, absolute }: Tolerances): number {
  let sum = 0
  for (let k = 0; k < error.length; k++) {
    const scale = absolute + relative * Math.max(Math.abs(y[k] ?? NaN), Math.abs(next[k] ?? NaN))
    sum += ((error[k] ?? NaN) / scale) ** 2
  }
  return Math.sqrt(sum / error.length)
}

/** A step must be longer than these, the first relative to the time. */
export const LEAST_RELATIVE_STEP = 1e-14
export const LEAST_STEP = 1e-200

/** @throws SharkfinError `integration-failed` where a step of length h no longer moves the time t */
export function checkStep(h: number, t: number): void {
  if (!(h > Math.max(LEAST_RELATIVE_STEP * Math.abs(t), LEAST_STEP))) throw stepTooSmall(t)
}

export function stepTooSmall(t: number): SharkfinError {
  return new SharkfinError({
    code: 'integration-failed',
    message: `The equations cannot be solved beyond t = ${t.toPrecision(6)}: the steps become too small.`,
    remedy: 'The solution may grow without bound; change parameters, or loosen the tolerances.'
  })
}

/** A first step from the size of the slope (Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, section II.4, simplified). */
export function firstStep(problem: Problem, t: number, end: number, tolerances: Tolerances): number {
  const y = Float64Array.from(problem.initial)
  const slope = new Float64Array(y.length)
  problem.slope(t, y, slope)
  return Math.min(guessedStep(y, slope, tolerances), end - t)
}

export function guessedStep(y: Float64Array, slope: Float64Array, tolerances: Tolerances): number {
  const size = errorNorm(y, y, y, tolerances)
  const speed = errorNorm(slope, y, y, tolerances)
  return size > 1e-5 && speed > 1e-5 ? (0.01 * size) / speed : 1e-6
}
