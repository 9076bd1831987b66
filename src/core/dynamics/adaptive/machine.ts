/** An adaptive kernel ready to run: its functions, and views of its memory; see layout.ts. */
import { instantiate } from '../kernel/web-assembly'
import { phaseOf } from '../phase'
import type { AdaptiveKernel } from './emit'
import { MATH, PHASE } from './layout'

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly begin: () => void
  readonly observe: () => void
  readonly trace: () => void
}

/** Arrays are [quantity][lanes], masks two words a lane, -1 or 0. */
export interface Machine extends Omit<Exports, 'memory'> {
  readonly time: Float64Array
  readonly reached: Float64Array
  readonly nextStep: Float64Array
  readonly memory: Float64Array
  readonly due: Float64Array
  readonly parameters: Float64Array
  readonly state: Float64Array
  readonly slope: Float64Array
  readonly accepted: Int32Array
  readonly fresh: Int32Array
  readonly active: Int32Array
  readonly failed: Int32Array
  /** [lanes] */
  readonly point: Int32Array
  readonly row: Int32Array
  readonly rows: Float64Array
}

export function createMachine({ bytes, layout, phase }: AdaptiveKernel): Machine {
  const { exp, log, sin, cos, tanh, sinh, cosh, atan, atan2, pow } = Math
  const at = phase ? phaseOf(phase) : (): number => NaN
  const { memory, begin, observe, trace } = instantiate<Exports>(bytes, undefined, {
    [MATH]: { exp, log, sin, cos, tanh, sinh, cosh, atan, atan2, pow } as Readonly<Record<string, (...numbers: number[]) => number>>,
    [PHASE]: { at: at as (...numbers: number[]) => number }
  })
  const { lanes, size, parameters } = layout
  const doubles = (address: number, count: number): Float64Array => new Float64Array(memory.buffer, address, count)
  const integers = (address: number, count: number): Int32Array => new Int32Array(memory.buffer, address, count)
  return {
    begin,
    observe,
    trace,
    time: doubles(layout.timeAt, lanes),
    reached: doubles(layout.reachedAt, lanes),
    nextStep: doubles(layout.nextStepAt, lanes),
    memory: doubles(layout.memoryAt, lanes),
    due: doubles(layout.dueAt, lanes),
    parameters: doubles(layout.parametersAt, parameters * lanes),
    state: doubles(layout.stateAt, size * lanes),
    slope: doubles(layout.slopeAt, size * lanes),
    accepted: integers(layout.acceptedAt, 2 * lanes),
    fresh: integers(layout.freshAt, 2 * lanes),
    active: integers(layout.activeAt, 2 * lanes),
    failed: integers(layout.failedAt, 2 * lanes),
    point: integers(layout.pointAt, lanes),
    row: integers(layout.rowAt, lanes),
    rows: doubles(layout.rowsAt, Math.max(lanes * layout.parts.length, size) * layout.steps)
  }
}

/** Sets or clears a lane of a mask. */
export function mark(mask: Int32Array, lane: number, isSet: boolean): void {
  const word = isSet ? -1 : 0
  mask[2 * lane] = word
  mask[2 * lane + 1] = word
}

export function isMarked(mask: Int32Array, lane: number): boolean {
  return mask[2 * lane] !== 0
}
