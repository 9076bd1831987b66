/** A kernel ready to run. */
import type { SimdKernel } from './emit'
import type { KernelLayout } from './layout'
import { instantiate } from './web-assembly'

interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly fill: (parametersAt: number, outputAt: number, blocks: number) => void
  readonly noise?: Noise
  readonly forces?: Forces
  readonly trace: (parametersAt: number) => void
}

/** Adds noise to one sample; see emit-noise.ts. */
type Noise = (at: number, sample: number, batchLow: number, batchHigh: number, seed: number, purpose: number, deviation: number) => void

/** Makes random forces on a block of sweeps; see emit-forces.ts. */
type Forces = (batchLow: number, batchHigh: number, seed: number, purpose: number, size: number) => void

/** Views of the kernel's memory; see layout.ts. */
export interface KernelInstance {
  readonly layout: KernelLayout
  /** [parameters][capacity] */
  readonly parameters: Float32Array
  /** [capacity][bins] */
  readonly output: Float32Array
  /** [2][lanes], read by `forces` */
  readonly streams: Int32Array
  /** [steps + 1][lanes] and [state][steps]; written by `trace`. */
  readonly rows: Float32Array
  readonly states: Float32Array
  /** Sweeps and resamples `blocks` blocks of parameters from block `first` on into their place in `output`. */
  readonly fill: (first: number, blocks: number) => void
  /** Null where the recipe has none. */
  readonly noise: Noise | null
  /** Null where no quantity has a random force. */
  readonly forces: Forces | null
  /** Sweeps the first block and keeps every step. */
  readonly trace: () => void
}

export function instantiateKernel({ bytes, compiled, layout }: SimdKernel): KernelInstance {
  const exports = instantiate<KernelExports>(bytes, compiled)
  const view = (at: number, length: number): Float32Array => new Float32Array(exports.memory.buffer, at, length)
  const { lanes, capacity, steps, bins } = layout
  return {
    layout,
    parameters: view(layout.parametersAt, layout.parameters * capacity),
    output: view(layout.outputAt, capacity * bins),
    rows: view(layout.rowsAt, (steps + 1) * lanes),
    states: view(layout.statesAt, layout.state.length * steps),
    streams: new Int32Array(exports.memory.buffer, layout.streamsAt, layout.noisy > 0 ? 2 * lanes : 0),
    fill: (first, blocks) => exports.fill(layout.parametersAt + 4 * lanes * first, layout.outputAt + 4 * lanes * bins * first, blocks),
    noise: exports.noise ?? null,
    forces: exports.forces ?? null,
    trace: () => exports.trace(layout.parametersAt)
  }
}
