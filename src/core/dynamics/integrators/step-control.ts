/**
 * How long the next step is, from the error of the last: proportional and integral control (E. Hairer and G. Wanner, Solving Ordinary
 * Differential Equations II (2nd ed., 1996), section IV.2), with bounds on a change. Exponents are sums of powers of 1/2, so that square
 * roots suffice, which are the same bits in JavaScript and in the kernel.
 */

export interface StepControl {
  /** Exponents of this error and of the last accepted one: [3, 5] is 2^-3 + 2^-5. */
  readonly proportional: readonly number[]
  readonly integral: readonly number[]
  readonly shrink: number
  readonly grow: number
}

export const SAFETY = 0.9
/** Errors below these count as these. */
export const LEAST_ERROR = 1e-10
export const LEAST_LAST_ERROR = 1e-4

/** x to the power of the sum of 2^-k over `halvings`, ascending. */
function root(x: number, halvings: readonly number[]): number {
  let [power, taken, product] = [x, 0, 1]
  for (const halving of halvings) {
    for (; taken < halving; taken++) power = Math.sqrt(power)
    product *= power
  }
  return product
}

/** What of an accepted error counts in the step after the next. */
export function memoryOf({ integral }: StepControl, error: number): number {
  return root(Math.max(error, LEAST_LAST_ERROR), integral)
}

/** The change of step after an error above 1, or one that is no number. */
export function afterRejection({ proportional, shrink }: StepControl, error: number): number {
  return Number.isNaN(error) ? shrink : Math.max(shrink, SAFETY / root(error, proportional))
}

/** @param memory of the accepted step before, see memoryOf */
export function afterSuccess({ proportional, shrink, grow }: StepControl, error: number, memory: number): number {
  return Math.min(grow, Math.max(shrink, (SAFETY * memory) / root(Math.max(error, LEAST_ERROR), proportional)))
}
