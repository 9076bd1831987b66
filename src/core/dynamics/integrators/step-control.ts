/**
 * How long the next step is, from the error of the last: proportional and integral control (E. Hairer and G. Wanner, Solving Ordinary
 * Differential Equations II (2nd ed., 1996), section IV.2), with bounds on a change.
 */

export interface StepControl {
  /** Exponents of this error and of the last accepted one. */
  readonly proportional: number
  readonly integral: number
  readonly shrink: number
  readonly grow: number
}

const SAFETY = 0.9
/** Errors below these count as these. */
const LEAST_ERROR = 1e-10
const LEAST_LAST_ERROR = 1e-4

/** Logarithm of the error before the first step. */
export const FIRST_LOGARITHM = Math.log(LEAST_LAST_ERROR)

/** The logarithm of an accepted error, for the step after the next. */
export function rememberedLogarithm(error: number): number {
  return Math.log(Math.max(error, LEAST_LAST_ERROR))
}

/** The change of step after an error above 1, or one that is no number. */
export function afterRejection({ proportional, shrink }: StepControl, error: number): number {
  return Number.isFinite(error) ? Math.max(shrink, SAFETY * Math.exp(-proportional * Math.log(error))) : shrink
}

/** @param last logarithm of the error of the accepted step before */
export function afterSuccess({ proportional, integral, shrink, grow }: StepControl, error: number, last: number): number {
  const change = SAFETY * Math.exp(integral * last - proportional * Math.log(Math.max(error, LEAST_ERROR)))
  return Math.min(grow, Math.max(shrink, change))
}
