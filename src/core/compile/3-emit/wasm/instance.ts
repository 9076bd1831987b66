/**
 * A fused kernel ready to run. Core is compiled without the types of any environment, and WebAssembly belongs to all of
 * those it runs in; the few members needed are declared here.
 */
import binaryen from 'binaryen'
import { multiplyAdd } from './multiply-add'
import type { FusedKernel } from './module'
import type { Region } from './plan'

interface WebAssemblyHost {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
  readonly validate: (bytes: Uint8Array<ArrayBuffer>) => boolean
}

interface FusedExports {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly run: (steps: number) => void
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
}

function host(): WebAssemblyHost {
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyHost }
  return WebAssembly
}

export function instantiateFused({ bytes, capacity, ...regions }: FusedKernel): FusedInstance {
  const { Instance, Module } = host()
  const exports = new Instance(new Module(bytes)).exports as FusedExports
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
    run: exports.run
  }
}

/** Whether this machine's WebAssembly takes relaxed SIMD: asked of the host, with a module that has one such instruction. */
export function hasRelaxedSimd(): boolean {
  const module = new binaryen.Module()
  try {
    module.setFeatures(binaryen.Features.MVP | binaryen.Features.SIMD128 | binaryen.Features.RelaxedSIMD)
    const local = (index: number): number => module.local.get(index, binaryen.v128)
    const body = multiplyAdd({ module, relaxed: true }, local(0), local(1), local(2))
    const { v128 } = binaryen
    module.addFunction('probe', binaryen.createType([v128, v128, v128]), v128, [], body)
    return host().validate(new Uint8Array(module.emitBinary()))
  } finally {
    module.dispose()
  }
}
