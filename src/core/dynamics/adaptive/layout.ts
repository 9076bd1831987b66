/**
 * The memory of an adaptive kernel, in this order. A lane is one sweep at its own time, with a step of its own; what a lane computes
 * depends on nothing in the others.
 *
 *   [quantity][lanes] of double precision: all up to `bends`; masks have all bits of a lane set, or none
 *   point, row   [lanes] int32     next time at which the state is kept, byte address where
 *   rows         [lanes][parts][steps] of double precision, or of the first lane [size][steps]
 */

/** Modules that the kernel imports from: functions of JavaScript's Math, and `at`, the phase of a sweep at a time. */
export const MATH = 'Math'
export const PHASE = 'phase'

const DOUBLE = 8
const INTEGER = 4

export interface AdaptiveShape {
  readonly lanes: number
  /** Real quantities of the system, and drawn parameters. */
  readonly size: number
  readonly parameters: number
  /** Coefficients of the continuous extension, for each quantity. */
  readonly bends: number
  /** Quantities of the observed variable, in the order of the state. */
  readonly parts: readonly number[]
  /** Points of a sweep, and its duration: point k is at (k + 1) duration/(steps - 1). */
  readonly steps: number
  readonly duration: number
}

/** Byte addresses. */
export interface AdaptiveLayout extends AdaptiveShape {
  /** Time and length of the attempt, and what follows from it: the time reached, the length of the next. */
  readonly timeAt: number
  readonly stepAt: number
  readonly reachedAt: number
  readonly nextStepAt: number
  /** See memoryOf in integrators/step-control.ts. */
  readonly memoryAt: number
  /** When the state is to be kept next. */
  readonly dueAt: number
  /** Masks: the attempt counts; the lane begins a sweep; it has one; its step has become too small. */
  readonly acceptedAt: number
  readonly freshAt: number
  readonly activeAt: number
  readonly failedAt: number
  readonly parametersAt: number
  readonly stateAt: number
  readonly slopeAt: number
  readonly nextAt: number
  readonly nextSlopeAt: number
  readonly bendsAt: number
  readonly pointAt: number
  readonly rowAt: number
  readonly rowsAt: number
  readonly bytes: number
}

export function adaptiveLayout(shape: AdaptiveShape): AdaptiveLayout {
  const { lanes, size, parameters, bends, parts, steps } = shape
  let next = 0
  const take = (bytes: number): number => {
    const at = next
    next = Math.ceil((at + bytes) / DOUBLE) * DOUBLE
    return at
  }
  const rows = (count: number): number => take(count * lanes * DOUBLE)
  return {
    ...shape,
    timeAt: rows(1),
    stepAt: rows(1),
    reachedAt: rows(1),
    nextStepAt: rows(1),
    memoryAt: rows(1),
    dueAt: rows(1),
    acceptedAt: rows(1),
    freshAt: rows(1),
    activeAt: rows(1),
    failedAt: rows(1),
    parametersAt: rows(parameters),
    stateAt: rows(size),
    slopeAt: rows(size),
    nextAt: rows(size),
    nextSlopeAt: rows(size),
    bendsAt: rows(bends * size),
    pointAt: take(lanes * INTEGER),
    rowAt: take(lanes * INTEGER),
    rowsAt: take(Math.max(lanes * parts.length, size) * steps * DOUBLE),
    bytes: next
  }
}

/** When the state is kept for the `point`th time. */
export function timeOf({ steps, duration }: AdaptiveShape, point: number): number {
  return ((point + 1) * duration) / (steps - 1)
}
