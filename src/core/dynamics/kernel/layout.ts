/**
 * The kernel's memory, structure of arrays, all single precision unless said otherwise, in this order:
 *
 *   table       [2 steps + 1][columns]  what depends on time alone, at every half step
 *   bins        [bins][2] int32      byte offset of the first row that a bin reads, number of rows
 *   weights     [sum of counts]      resampling weights, one bin after another
 *   constants   [constants]          numbers of the step graph, then the initial state
 *   parameters  [parameters][capacity]
 *   streams     [2][lanes] int32     of a block of sweeps: the sample, and the first counter block of its stream
 *   increments  [steps][noisy][lanes] of Wiener processes, of the block of sweeps at work, and up to three rows more
 *   rows        [steps + 1][lanes]   what is observed before the first and after every step, of the block at work
 *   states      [state][steps]       of the first sweep, written by `trace` alone
 *   output      [capacity][bins]     resampled: the samples one after another
 *
 * A block is `lanes` sweeps that advance together. Rows of a block stay in the first-level cache. A sample is one sweep, or `mapRows`
 * consecutive ones: blocks do not care where a sample ends.
 */
import { NUMBERS_IN_A_BLOCK } from '../../random/stream'
import type { SweepPlan } from '../plan'

const FLOAT_BYTES = 4
const ALIGNMENT = 64

export interface KernelLayout {
  readonly lanes: number
  /** Whole samples that one call may run, and room for their sweeps; a multiple of `lanes`. */
  readonly samples: number
  readonly capacity: number
  /** Sweeps in a sample. */
  readonly mapRows: number
  readonly steps: number
  readonly bins: number
  /** Parameters of a sweep: those of its sample, then the scanned one. */
  readonly parameters: number
  readonly scanned: readonly number[]
  readonly columns: number
  /** Names of the state's quantities, and how many have a random force. */
  readonly state: readonly string[]
  readonly noisy: number
  /** Byte addresses. */
  readonly tableAt: number
  readonly binsAt: number
  readonly weightsAt: number
  readonly constantsAt: number
  readonly parametersAt: number
  readonly streamsAt: number
  readonly incrementsAt: number
  readonly rowsAt: number
  readonly statesAt: number
  readonly outputAt: number
  readonly bytes: number
}

/** @param sweeps about as many in one call */
export function kernelLayout(plan: SweepPlan, constants: number, lanes: number, sweeps: number): KernelLayout {
  const samples = Math.max(1, Math.floor(sweeps / plan.rows))
  const capacity = Math.ceil((samples * plan.rows) / lanes) * lanes
  let next = 0
  const take = (floats: number): number => {
    const at = next
    next = Math.ceil((at + floats * FLOAT_BYTES) / ALIGNMENT) * ALIGNMENT
    return at
  }
  const { steps, resampling, parameters, state, columns, noisy } = plan
  return {
    lanes,
    samples,
    capacity,
    mapRows: plan.rows,
    steps,
    bins: resampling.bins,
    parameters: parameters.length,
    scanned: [...plan.scanned],
    columns: columns.length,
    state,
    noisy: noisy.length,
    tableAt: take(plan.table.length),
    binsAt: take(2 * resampling.bins),
    weightsAt: take(resampling.weights.length),
    constantsAt: take(constants),
    parametersAt: take(parameters.length * capacity),
    streamsAt: take(noisy.length > 0 ? 2 * lanes : 0),
    incrementsAt: take(Math.ceil((noisy.length * steps) / NUMBERS_IN_A_BLOCK) * NUMBERS_IN_A_BLOCK * lanes),
    rowsAt: take((steps + 1) * lanes),
    statesAt: take(state.length * steps),
    outputAt: take(capacity * resampling.bins),
    bytes: next
  }
}

/** The part of memory before the parameters, which never changes: it becomes a data segment of the module. */
export function constantMemory(layout: KernelLayout, plan: SweepPlan, constants: readonly number[]): Uint8Array {
  const buffer = new ArrayBuffer(layout.parametersAt)
  new Float32Array(buffer, layout.tableAt, plan.table.length).set(plan.table)
  const { starts, counts, weights, bins } = plan.resampling
  const table = new Int32Array(buffer, layout.binsAt, 2 * bins)
  for (let bin = 0; bin < bins; bin++) {
    // Row 0 holds what is observed before the first step, which is not part of the response.
    table[2 * bin] = ((starts[bin] ?? 0) + 1) * layout.lanes * FLOAT_BYTES
    table[2 * bin + 1] = counts[bin] ?? 0
  }
  new Float32Array(buffer, layout.weightsAt, weights.length).set(weights)
  new Float32Array(buffer, layout.constantsAt, constants.length).set(constants)
  return new Uint8Array(buffer)
}
