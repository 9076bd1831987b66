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
export const LEAST_LAST_ERROR = 1e-4

/** The change of step after an error above 1, or one that is no number. */
export function afterRejection({ proportional, shrink }: StepControl, error: number): number {
  return Number.isFinite(error) ? Math.max(shrink, SAFETY / error ** proportional) : shrink
}

/** @param last error of the step before, at least LEAST_LAST_ERROR */
export function afterSuccess({ proportional, integral, shrink, grow }: StepControl, error: number, last: number): number {
  const memory = integral === 0 ? 1 : last ** integral
  return Math.min(grow, Math.max(shrink, (SAFETY * memory) / Math.max(error, LEAST_ERROR) ** proportional))
}
