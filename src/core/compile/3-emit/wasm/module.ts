/** A graph as one WebAssembly module that runs it many times in one call. */
import binaryen from 'binaryen'
import type { Constant, Graph } from '../../graph'
import { WORTH, cutsOf } from './cut'
import type { Cut } from './cut'
import type { Emission, Module, Ref, Tile } from './emission'
import { emitGemm } from './gemm'
import type { Kernel } from './kernels'
import { emitLoop } from './loop'
import { constantsOf, planMemory } from './plan'
import type { MemoryPlan, Region } from './plan'
import { program } from './settle'
import type { Program } from './settle'
import { emitThreadedRun, planMeeting } from './threads'
import type { Meeting, Piece } from './threads'
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
  /** That share a step; 1 when left out. Bits do not depend on it. */
  readonly threads?: number
  /** Nanoseconds that a kernel takes at least, by an estimate, to be shared among them. */
  readonly worth?: number
}

/** Plain data that may be sent to a thread. Regions by the graph's own names. */
export interface FusedKernel {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly capacity: number
  readonly states: Readonly<Record<string, Region>>
  readonly shared: Readonly<Record<string, Region>>
  readonly inputs: Readonly<Record<string, Region>>
  readonly outputs: Readonly<Record<string, Region>>
  /** Of more than one thread; the memory is then not the module's own, but shared. */
  readonly threaded: { readonly threads: number; readonly meeting: Meeting; readonly pages: number } | null
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
  const { states, shared = 0, capacity, relaxed, tile = TILE, separable = false, threads = 1, worth = WORTH } = options
  const settled = program(graph, states, shared)
  const plan = planMemory(settled, capacity)
  const meeting = planMeeting(plan.bytes)
  const pages = Math.ceil((threads > 1 ? meeting.bytes : plan.bytes) / PAGE)
  const module = new binaryen.Module()
  try {
    const { MVP, SIMD128, RelaxedSIMD, Atomics } = binaryen.Features
    module.setFeatures(MVP | SIMD128 | (relaxed ? RelaxedSIMD : 0) | (threads > 1 ? Atomics : 0))
    const constants = { offset: module.i32.const(0), data: constantMemory(settled, plan), passive: false }
    module.setMemory(pages, pages, threads > 1 ? null : 'memory', [constants], threads > 1)
    if (threads > 1) module.addMemoryImport('0', 'shared', 'memory', true)
    const emission: Emission = { module, program: settled, plan, relaxed, tile, cut: null }
    const names = threads > 1 ? emitThreaded(emission, meeting, threads, worth) : emitAlone(emission)
    if (separable) for (const name of names) module.addFunctionExport(name, name)
    if (!module.validate()) throw new Error('the fused kernel is not valid WebAssembly')
    const threaded = threads > 1 ? { threads, meeting, pages } : null
    return { bytes: new Uint8Array(module.emitBinary()), capacity, ...regionsOf(settled, plan), threaded }
  } finally {
    module.dispose()
  }
}

/** @returns the kernels' functions */
function emitAlone(emission: Emission): string[] {
  const names = emission.program.kernels.map((kernel, index) => emitKernel(emission, kernel, `${index} ${kernel.kind}`))
  emitRun(emission.module, names)
  return names
}

/** @returns the functions of kernels that one thread does */
function emitThreaded(emission: Emission, meeting: Meeting, threads: number, worth: number): string[] {
  const { module, program: settled } = emission
  const pieces = settled.kernels.map((kernel, index): Piece => {
    const name = `${index} ${kernel.kind}`
    const cuts = cutsOf(settled, kernel, threads, worth)
    if (!cuts) return { alone: emitKernel(emission, kernel, name) }
    const part = (cut: Cut): string => emitKernel({ ...emission, cut }, kernel, `${name} from part ${cut.first}`)
    return { shared: cuts.map((cut) => ({ name: part(cut), cut })) }
  })
  emitThreadedRun(module, meeting, pieces)
  return pieces.flatMap((piece) => ('alone' in piece ? [piece.alone] : []))
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

function emitKernel(emission: Emission, kernel: Kernel, name: string): string {
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
