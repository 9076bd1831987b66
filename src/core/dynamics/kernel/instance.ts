/** A kernel ready to run. */
import type { SimdKernel } from './emit'
import type { KernelLayout } from './layout'
import { instantiate } from './web-assembly'

/** The first sweep's sample, its batch as two words, seed and purpose of the stream, and sqrt(dt), or 0 for none. */
type Forces = (sample: number, batchLow: number, batchHigh: number, seed: number, purpose: number, size: number) => void
type Fill = (blocks: number, ...forces: Parameters<Forces>) => void

interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly fill: Fill
  /** There where a quantity has a random force. */
  readonly forces?: Forces
  readonly trace: (parametersAt: number) => void
}

/** Views of the kernel's memory; see layout.ts. */
export interface KernelInstance {
  readonly layout: KernelLayout
  /** [parameters][capacity] */
  readonly parameters: Float32Array
  /** [capacity][bins] */
  readonly output: Float32Array
  /** [steps + 1][lanes] and [state][steps]; written by `trace`. */
  readonly rows: Float32Array
  readonly states: Float32Array
  /** Sweeps and resamples the first `blocks` blocks of parameters into `output`, under random forces of their own. */
  readonly fill: Fill
  /** Makes random forces for the first block. */
  readonly forces: Forces
  /** Sweeps the first block and keeps every step, under the forces made last. */
  readonly trace: () => void
}

export function instantiateKernel({ bytes, layout }: SimdKernel): KernelInstance {
  const exports = instantiate<KernelExports>(bytes)
  const view = (at: number, length: number): Float32Array => new Float32Array(exports.memory.buffer, at, length)
  const { lanes, capacity, steps, bins } = layout
  return {
    layout,
    parameters: view(layout.parametersAt, layout.parameters * capacity),
    output: view(layout.outputAt, capacity * bins),
    rows: view(layout.rowsAt, (steps + 1) * lanes),
    states: view(layout.statesAt, layout.state.length * steps),
    fill: exports.fill,
    forces: exports.forces ?? (() => undefined),
    trace: () => exports.trace(layout.parametersAt)
  }
}
