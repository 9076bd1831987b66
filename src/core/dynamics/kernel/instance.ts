/** A kernel ready to run. */
import type { SweepKernel } from './emit'
import type { KernelLayout } from './layout'
import { instantiate } from './web-assembly'

interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly fill: (blocks: number) => void
  readonly trace: (parametersAt: number) => void
}

/** Views of the kernel's memory; see layout.ts. */
export interface KernelInstance {
  readonly layout: KernelLayout
  /** [parameters][capacity] */
  readonly parameters: Float32Array
  /** [capacity][bins] */
  readonly output: Float32Array
  /** [steps + 1][lanes], [steps][lanes], [steps][lanes]; written by `trace`. */
  readonly rows: Float32Array
  readonly re: Float32Array
  readonly im: Float32Array
  /** Sweeps and resamples the first `blocks` blocks of parameters into `output`. */
  readonly fill: (blocks: number) => void
  /** Sweeps the first block and keeps every step. */
  readonly trace: () => void
}

export function instantiateKernel({ bytes, layout }: SweepKernel): KernelInstance {
  const exports = instantiate<KernelExports>(bytes)
  const view = (at: number, length: number): Float32Array => new Float32Array(exports.memory.buffer, at, length)
  const { lanes, capacity, steps, bins } = layout
  return {
    layout,
    parameters: view(layout.parametersAt, layout.parameters * capacity),
    output: view(layout.outputAt, capacity * bins),
    rows: view(layout.rowsAt, (steps + 1) * lanes),
    re: view(layout.reAt, steps * lanes),
    im: view(layout.imAt, steps * lanes),
    fill: exports.fill,
    trace: () => exports.trace(layout.parametersAt)
  }
}
