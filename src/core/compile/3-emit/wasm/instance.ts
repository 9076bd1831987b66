/** A fused kernel ready to run. */
import { instantiate } from '../../../dynamics/kernel/web-assembly'
import type { FusedKernel } from './module'
import type { Region } from './plan'

interface FusedExports {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly run: (steps: number) => void
  /** A kernel of its own, where the module was asked to be separable: takes the step's number. */
  readonly [kernel: string]: unknown
}

type Views = Readonly<Record<string, Float32Array<ArrayBuffer>>>

/** Views of the kernel's memory, by the graph's names. */
export interface FusedInstance {
  readonly capacity: number
  readonly states: Views
  readonly shared: Views
  /** [capacity, ...], one slice a step. */
  readonly inputs: Views
  readonly outputs: Views
  /** Runs the graph `steps` times, 1 to `capacity`. */
  readonly run: (steps: number) => void
  /** Each kernel alone for the step of the given number, in order; empty unless the module is separable. */
  readonly kernels: readonly ((step: number) => void)[]
}

export function instantiateFused({ bytes, capacity, ...regions }: FusedKernel): FusedInstance {
  const exports = instantiate<FusedExports>(bytes)
  const views = (of: Readonly<Record<string, Region>>, steps: number): Views =>
    Object.fromEntries(
      Object.entries(of).map(([name, { at, size }]) => [name, new Float32Array(exports.memory.buffer, at, size * steps)])
    )
  return {
    capacity,
    states: views(regions.states, 1),
    shared: views(regions.shared, 1),
    inputs: views(regions.inputs, capacity),
    outputs: views(regions.outputs, capacity),
    run: exports.run,
    kernels: Object.values(exports).filter(isKernel)
  }

  function isKernel(one: unknown): one is (step: number) => void {
    return typeof one === 'function' && one !== exports.run
  }
}
