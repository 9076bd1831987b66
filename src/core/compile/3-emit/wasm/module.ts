/** A graph as one WebAssembly module that runs it many times in one call. */
import binaryen from 'binaryen'
import type { Constant, Graph } from '../../graph'
import type { Emission, Module, Ref, Tile } from './emission'
import { emitGemm } from './gemm'
import type { Kernel } from './kernels'
import { emitLoop } from './loop'
import { constantsOf, planMemory } from './plan'
import type { MemoryPlan, Region } from './plan'
import { program } from './settle'
import type { Program } from './settle'
import { emitTranspose } from './transpose'

export interface FusedOptions {
  /** The graph's first so many inputs and outputs are carried from step to step. */
  readonly states: number
  /** So many inputs after them are the same in every step; every other input and output has one slice a step. */
  readonly shared?: number
  /** Steps of one call at most. */
  readonly capacity: number
  readonly relaxed: boolean
  readonly tile?: Tile
  /** Also exports every kernel by itself, for whoever times them. */
  readonly separable?: boolean
}

/** Plain data that may be sent to a thread. Regions by the graph's own names. */
export interface FusedKernel {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly capacity: number
  readonly states: Readonly<Record<string, Region>>
  readonly shared: Readonly<Record<string, Region>>
  readonly inputs: Readonly<Record<string, Region>>
  readonly outputs: Readonly<Record<string, Region>>
}

const PAGE = 65_536
/**
 * Of sixteen registers ten hold sums, which is enough to hide an addition's delay; more are spilled. Fastest of 3 x 3, 4 x 2,
 * 5 x 2, 6 x 2, 4 x 3 and 10 x 1 rows by vectors on an AMD EPYC: 54 of at most 55 GFLOP/s.
 */
export const TILE: Tile = { vectors: 2, registers: 10, joined: 1 }
/** As `TILE`, for a host that joins neighbouring vectors, which leaves registers for twelve sums: 101 GFLOP/s where all is in the nearest cache. */
export const WIDE_TILE: Tile = { vectors: 4, registers: 12, joined: 2 }

/** @throws a defect for an operation that `unsupportedOperations` names */
export function emitFusedKernel(graph: Graph, options: FusedOptions): FusedKernel {
  const { states, shared = 0, capacity, relaxed, tile = TILE, separable = false } = options
  const settled = program(graph, states, shared)
  const plan = planMemory(settled, capacity)
  const module = new binaryen.Module()
  try {
    const { MVP, SIMD128, RelaxedSIMD } = binaryen.Features
    module.setFeatures(relaxed ? MVP | SIMD128 | RelaxedSIMD : MVP | SIMD128)
    const pages = Math.ceil(plan.bytes / PAGE)
    module.setMemory(pages, pages, 'memory', [
      { offset: module.i32.const(0), data: constantMemory(settled, plan), passive: false }
    ])
    const emission: Emission = { module, program: settled, plan, relaxed, tile }
    const names = settled.kernels.map((kernel, index) => emitKernel(emission, kernel, index))
    emitRun(module, names)
    if (separable) for (const name of names) module.addFunctionExport(name, name)
    if (!module.validate()) throw new Error('the fused kernel is not valid WebAssembly')
    return { bytes: new Uint8Array(module.emitBinary()), capacity, ...regionsOf(settled, plan) }
  } finally {
    module.dispose()
  }
}

function regionsOf({ states, shared, inputs, outputs }: Program, plan: MemoryPlan): Pick<FusedKernel, 'states' | 'shared' | 'inputs' | 'outputs'> {
  const named = (pairs: readonly (readonly [name: string, root: string])[]): Record<string, Region> =>
    Object.fromEntries(pairs.flatMap(([name, root]) => {
      const region = plan.regions.get(root)
      return region ? [[name, region] as const] : []
    }))
  const same = (names: readonly string[]): (readonly [string, string])[] => names.map((name) => [name, name])
  return {
    states: named(same(states)),
    shared: named(same(shared)),
    inputs: named(same(inputs)),
    outputs: named(outputs.map(({ name, value }) => [name, value]))
  }
}

function constantMemory(settled: Program, { regions }: MemoryPlan): Uint8Array {
  const constants = constantsOf(settled).flatMap(([name, constant]): { at: number; constant: Constant }[] => {
    const region = regions.get(name)
    return region ? [{ at: region.at, constant }] : []
  })
  const end = constants.reduce((most, { at, constant }) => Math.max(most, at + 4 * constant.data.length), 0)
  const buffer = new ArrayBuffer(end)
  for (const { at, constant } of constants) new Float32Array(buffer, at, constant.data.length).set(constant.data)
  return new Uint8Array(buffer)
}

function emitKernel(emission: Emission, kernel: Kernel, index: number): string {
  const name = `${index} ${kernel.kind}`
  if (kernel.kind === 'gemm') emitGemm(emission, name, kernel)
  else if (kernel.kind === 'transpose') emitTranspose(emission, name, kernel)
  else emitLoop(emission, name, kernel)
  return name
}

/** `run(steps)`: every kernel in order, for each step. They stay functions, so that the host optimises each between steps. */
function emitRun(module: Module, kernels: readonly string[]): void {
  const [steps, step] = [0, 1]
  const get = (local: number): Ref => module.local.get(local, binaryen.i32)
  const calls = kernels.map((name) => module.call(name, [get(step)], binaryen.none))
  const body = module.loop(
    'step',
    module.block(null, [
      ...calls,
      module.br_if('step', module.i32.lt_u(module.local.tee(step, module.i32.add(get(step), module.i32.const(1)), binaryen.i32), get(steps)))
    ])
  )
  module.addFunction('run', binaryen.i32, binaryen.none, [binaryen.i32], body)
  module.addFunctionExport('run', 'run')
}
