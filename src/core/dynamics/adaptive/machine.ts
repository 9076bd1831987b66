/** An adaptive kernel ready to run: its functions, and views of its memory; see layout.ts. */
import { instantiate } from '../kernel/web-assembly'
import { phaseOf } from '../phase'
import type { AdaptiveKernel } from './emit'
import { MATH, PHASE } from './layout'

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly begin: () => void
  readonly attempt: () => void
}

/** Arrays are [quantity][lanes]. */
export interface Machine {
  readonly lanes: number
  readonly time: Float64Array
  readonly step: Float64Array
  readonly error: Float64Array
  readonly parameters: Float64Array
  readonly state: Float64Array
  readonly slope: Float64Array
  readonly next: Float64Array
  readonly bends: Float64Array
  /** Two words a lane, -1 or 0. */
  readonly accepted: Int32Array
  readonly fresh: Int32Array
  /** Slopes of the lanes that are fresh. */
  readonly begin: () => void
  /** Moves accepted lanes on, then tries a step in every lane. */
  readonly attempt: () => void
}

export function createMachine({ bytes, layout, phase }: AdaptiveKernel): Machine {
  const { exp, log, sin, cos, tanh, sinh, cosh, atan, atan2, pow } = Math
  const at = phase ? phaseOf(phase) : (): number => NaN
  const exports = instantiate<Exports>(bytes, {
    [MATH]: { exp, log, sin, cos, tanh, sinh, cosh, atan, atan2, pow } as Readonly<Record<string, (...numbers: number[]) => number>>,
    [PHASE]: { at: at as (...numbers: number[]) => number }
  })
  const { lanes, size, parameters, bends } = layout
  const rows = (address: number, count: number): Float64Array => new Float64Array(exports.memory.buffer, address, count * lanes)
  const mask = (address: number): Int32Array => new Int32Array(exports.memory.buffer, address, 2 * lanes)
  return {
    lanes,
    time: rows(layout.timeAt, 1),
    step: rows(layout.stepAt, 1),
    error: rows(layout.errorAt, 1),
    parameters: rows(layout.parametersAt, parameters),
    state: rows(layout.stateAt, size),
    slope: rows(layout.slopeAt, size),
    next: rows(layout.nextAt, size),
    bends: rows(layout.bendsAt, bends * size),
    accepted: mask(layout.acceptedAt),
    fresh: mask(layout.freshAt),
    begin: exports.begin,
    attempt: exports.attempt
  }
}

/** Sets or clears a lane of a mask. */
export function mark(mask: Int32Array, lane: number, isSet: boolean): void {
  const word = isSet ? -1 : 0
  mask[2 * lane] = word
  mask[2 * lane + 1] = word
}
