/**
 * The memory of an adaptive kernel: numbers of double precision, [quantity][lanes] each. A lane is one sweep at its own time, with a
 * step of its own; what a lane computes depends on nothing in the others.
 */

/** Modules that the kernel imports from: functions of JavaScript's Math, and `at`, the phase of a sweep at a time. */
export const MATH = 'Math'
export const PHASE = 'phase'

const BYTES = 8

export interface AdaptiveLayout {
  readonly lanes: number
  /** Real quantities of the system, and drawn parameters. */
  readonly size: number
  readonly parameters: number
  /** Coefficients of the continuous extension, see `Extension`: 2 or 3 for each quantity. */
  readonly bends: number
  /** Byte addresses: all bits of `acceptedAt` are set in lanes whose last attempt counts, of `freshAt` in those that begin a sweep. */
  readonly timeAt: number
  readonly stepAt: number
  readonly errorAt: number
  readonly acceptedAt: number
  readonly freshAt: number
  readonly parametersAt: number
  readonly stateAt: number
  readonly slopeAt: number
  readonly nextAt: number
  readonly nextSlopeAt: number
  readonly bendsAt: number
  readonly bytes: number
}

export function adaptiveLayout(lanes: number, size: number, parameters: number, bends: number): AdaptiveLayout {
  let next = 0
  const take = (rows: number): number => {
    const at = next
    next += rows * lanes * BYTES
    return at
  }
  return {
    lanes,
    size,
    parameters,
    bends,
    timeAt: take(1),
    stepAt: take(1),
    errorAt: take(1),
    acceptedAt: take(1),
    freshAt: take(1),
    parametersAt: take(parameters),
    stateAt: take(size),
    slopeAt: take(size),
    nextAt: take(size),
    nextSlopeAt: take(size),
    bendsAt: take(bends * size),
    bytes: next
  }
}
