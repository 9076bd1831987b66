/**
 * A sweep plan as a WebAssembly SIMD module. Each sweep is one lane of an f32x4 vector; several independent vectors
 * advance together, since one alone would wait for its own results (about 30 dependent operations a step).
 */
import binaryen from 'binaryen'
import { nodeAt } from '../../formula/graph'
import { inlineVectorFunctions } from '../functions/inline'
import { incrementInput } from '../integrators/heun'
import { STAGES, stageInput } from '../integrators/stages'
import { OBSERVED } from '../observe'
import type { SweepPlan } from '../plan'
import { emitFill } from './emit-fill'
import { emitForces } from './emit-forces'
import { emitNoise } from './emit-noise'
import { emitResampling } from './emit-resampling'
import { constantMemory, kernelLayout } from './layout'
import type { KernelLayout } from './layout'
import { emitOperation, needsFunction, operationsBehind, schedule } from './nodes'
import type { Schedule } from './nodes'
import { fusedSums } from './products'
import type { FusedSums } from './products'
import { fusedMultiplyAdd, fusedMultiplySubtract, hasRelaxedSimd, RELAXED_FEATURES } from './relaxed-simd'
import type { CompiledModule } from './web-assembly'

type Ref = binaryen.ExpressionRef
type Module = binaryen.Module

/** A compiled sweep: plain data that may be sent to a thread. */
export interface SimdKernel {
  readonly kind: 'simd'
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Those bytes, where the process has compiled them already; it may be sent to its threads. */
  readonly compiled?: CompiledModule
  readonly layout: KernelLayout
  /** [steps] drive frequency at the end of each step. */
  readonly omega: Float64Array
}

const LANES_PER_VECTOR = 4
const PAGE = 65_536
/**
 * Two vectors side by side, which V8 may join, for a stretch of operations; then the next two, which the processor overlaps with
 * them. All eight side by side would not find room in registers: against that, and against four, this takes 0.75 to 0.95 of the time.
 */
const MOST_VECTORS = 8
const SIDE_BY_SIDE = 2
const STRETCH = 32
/** Sweeps in one call: curves, and rows of maps, whose samples are so much longer. */
const CURVES = 256
const MAP_ROWS = 1024

/** Locals of the sweep function; the first is its argument. Vectors follow. */
const ParameterPointer = 0
const TablePointer = 1
const RowPointer = 2
const IncrementPointer = 3
const StatePointer = 4
const FIRST_VECTOR_LOCAL = 5

interface Emission {
  readonly module: Module
  readonly plan: SweepPlan
  readonly layout: KernelLayout
  readonly vectors: number
  readonly constants: readonly number[]
  readonly schedule: Schedule
  /** Sums with a product in them that is rounded once with it; none without relaxed SIMD. */
  readonly fused: FusedSums
}

export interface KernelOptions {
  /** Independent f32x4 vectors that advance together. */
  readonly vectors?: number
  /** About so many sweeps in one call. */
  readonly sweeps?: number
  /** Whether products may be fused with sums; by default where this machine can. It changes the last bits. */
  readonly relaxed?: boolean
}

export function emitSweepKernel(
  plan: SweepPlan,
  { vectors = vectorsFor(plan), sweeps = plan.rows > 1 ? MAP_ROWS : CURVES, relaxed = hasRelaxedSimd() }: KernelOptions = {}
): SimdKernel {
  const constants = plan.step.nodes.flatMap((node) => (node.op === 'constant' ? [node.value] : []))
  const lanes = vectors * LANES_PER_VECTOR
  const layout = kernelLayout(plan, constants.length + plan.initial.length, lanes, sweeps)
  const module = new binaryen.Module()
  try {
    module.setFeatures(relaxed ? RELAXED_FEATURES : binaryen.Features.MVP | binaryen.Features.SIMD128)
    const data = constantMemory(layout, plan, [...constants, ...plan.initial])
    const pages = Math.ceil(layout.bytes / PAGE)
    module.setMemory(pages, pages, 'memory', [{ offset: module.i32.const(0), data, passive: false }])
    const times = schedule(plan.step, plan.parameters)
    const changing = new Set(times.everyStep)
    const fused = fusedSums(plan.step, (product) => relaxed && changing.has(product))
    const emission = { module, plan, layout, vectors, constants, schedule: times, fused }
    emitSweepFunction(emission, 'trace')
    emitSweepFunction(emission, 'observe')
    emitResampling(module, layout, vectors)
    emitFill(module, layout)
    if (layout.noisy > 0) emitForces(module, layout, vectors, relaxed)
    if (plan.recipe.observation.noise > 0) emitNoise(module, plan.rows * plan.resampling.bins, relaxed)
    if (plan.step.nodes.some(({ op }) => needsFunction(op))) inlineVectorFunctions(module)
    if (!module.validate()) throw new Error('the sweep kernel is not valid WebAssembly')
    return { kind: 'simd', bytes: new Uint8Array(module.emitBinary()), layout, omega: plan.omega }
  } finally {
    module.dispose()
  }
}

/** No more than a batch fills. */
function vectorsFor({ recipe, rows }: SweepPlan): number {
  const pairs = Math.ceil((recipe.training.batch * rows) / (LANES_PER_VECTOR * SIDE_BY_SIDE))
  return Math.min(MOST_VECTORS, SIDE_BY_SIDE * pairs)
}

/** Local of node `node` of vector `vector`. */
function vectorLocal({ vectors }: Emission, node: number, vector: number): number {
  return FIRST_VECTOR_LOCAL + node * vectors + vector
}

/** `trace` keeps the state of the first sweep after every step; `observe` does not. */
function emitSweepFunction(emission: Emission, name: 'trace' | 'observe'): void {
  const { module, plan, layout, vectors } = emission
  const i32 = binaryen.i32
  const count = plan.step.nodes.length * vectors
  const body = [
    ...emitOnce(emission),
    module.local.set(TablePointer, module.i32.const(layout.tableAt)),
    module.local.set(IncrementPointer, module.i32.const(layout.incrementsAt)),
    module.local.set(StatePointer, module.i32.const(layout.statesAt)),
    module.local.set(RowPointer, module.i32.const(0)),
    module.loop('step', module.block(null, emitStep(emission, name === 'trace'))),
    ...emitLastRow(emission)
  ]
  const locals = [i32, i32, i32, i32, ...Array.from({ length: count }, () => binaryen.v128)]
  module.addFunction(name, i32, binaryen.none, locals, module.block(null, body))
  module.addFunctionExport(name, name)
}

function eachVector<T>(vectors: number, make: (vector: number) => T): T[] {
  return Array.from({ length: vectors }, (_, vector) => make(vector))
}

/** Loads parameters, constants and the initial state; computes what does not change during the sweep. */
function emitOnce(emission: Emission): Ref[] {
  const { module, plan, layout, vectors, constants } = emission
  const nodes = plan.step.nodes
  let constantsSeen = 0
  const splat = (at: number): Ref => module.v128.load32_splat(at, 4, module.i32.const(0))
  const load = (index: number): ((vector: number) => Ref) => {
    const node = nodeAt(nodes, index)
    if (node.op === 'constant') {
      // Loaded from memory, so that the engine keeps it in a register or on the stack instead of making it anew.
      const at = layout.constantsAt + 4 * constantsSeen++
      return () => splat(at)
    }
    if (node.op !== 'input') return (vector) => operation(emission, index, vector)
    const place = plan.parameters.indexOf(node.name)
    return (vector) => module.v128.load(4 * place * layout.capacity + 16 * vector, 4, pointer(module, ParameterPointer))
  }
  const set = emission.schedule.once.flatMap((index) => {
    const value = load(index)
    return eachVector(vectors, (vector) => module.local.set(vectorLocal(emission, index, vector), value(vector)))
  })
  const initialAt = layout.constantsAt + 4 * constants.length
  const state = plan.state.flatMap((name, k) =>
    eachVector(vectors, (vector) => module.local.set(stateLocal(emission, name, vector), splat(initialAt + 4 * k)))
  )
  return [...set, ...state]
}

function stateLocal(emission: Emission, name: string, vector: number): number {
  const index = emission.plan.step.nodes.findIndex((node) => node.op === 'input' && node.name === name)
  if (index < 0) throw new RangeError(`the step does not read "${name}"`)
  return vectorLocal(emission, index, vector)
}

function outputNode({ plan }: Emission, name: string): number {
  const index = plan.step.outputs[name]
  if (index === undefined) throw new RangeError(`the step has no output "${name}"`)
  return index
}

function pointer(module: Module, local: number): Ref {
  return module.local.get(local, binaryen.i32)
}

function get(emission: Emission, node: number, vector: number): Ref {
  return emission.module.local.get(vectorLocal(emission, node, vector), binaryen.v128)
}

function operation(emission: Emission, index: number, vector: number): Ref {
  const { module, plan, fused } = emission
  const local = (node: number): Ref => get(emission, node, vector)
  const sum = fused.sums.get(index)
  if (!sum) return emitOperation(module, plan.step.nodes, index, local)
  const fuse = sum.isTaken ? fusedMultiplySubtract : fusedMultiplyAdd
  return fuse(module, local(sum.a), local(sum.b), local(sum.other))
}

/** What loads an input that changes with every step; the state is in its locals already. */
function changingInputs({ module, plan, layout }: Emission): ReadonlyMap<string, (vector: number) => Ref> {
  const columns = plan.columns.flatMap((column, c) =>
    STAGES.map((stage, k): [string, () => Ref] => {
      const offset = 4 * (k * layout.columns + c)
      return [stageInput(column, stage), () => module.v128.load32_splat(offset, 4, pointer(module, TablePointer))]
    })
  )
  const increments = plan.noisy.map((component, k): [string, (vector: number) => Ref] => [
    incrementInput(component),
    (vector) => module.v128.load(4 * k * layout.lanes + 16 * vector, 4, pointer(module, IncrementPointer))
  ])
  return new Map([...columns, ...increments])
}

function emitStep(emission: Emission, keepState: boolean): Ref[] {
  const { module, plan, layout, vectors } = emission
  const inputs = changingInputs(emission)
  const loads = emission.schedule.everyStep.flatMap((index) => {
    const node = nodeAt(plan.step.nodes, index)
    const load = node.op === 'input' ? inputs.get(node.name) : (vector: number): Ref => operation(emission, index, vector)
    return load && !emission.fused.absorbed.has(index) ? [{ index, load }] : []
  })
  const computed = inStretches(loads, vectors, ({ index, load }, vector) => module.local.set(vectorLocal(emission, index, vector), load(vector)))
  const moved = plan.state.flatMap((name) => {
    const next = outputNode(emission, name)
    return eachVector(vectors, (vector) => module.local.set(stateLocal(emission, name, vector), get(emission, next, vector)))
  })
  const rowBytes = 4 * layout.lanes
  return [
    ...computed,
    ...storeRow(emission),
    ...(keepState ? storeState(emission) : []),
    ...moved,
    advance(module, TablePointer, 8 * layout.columns),
    advance(module, IncrementPointer, rowBytes * layout.noisy),
    advance(module, RowPointer, rowBytes),
    module.br('step', module.i32.ne(pointer(module, RowPointer), module.i32.const(plan.steps * rowBytes)))
  ]
}

/** Stretch by stretch, for all vectors each; see STRETCH. */
function inStretches<T>(operations: readonly T[], vectors: number, make: (operation: T, vector: number) => Ref): Ref[] {
  const made: Ref[] = []
  for (let from = 0; from < operations.length; from += STRETCH) {
    const stretch = operations.slice(from, from + STRETCH)
    for (let first = 0; first < vectors; first += SIDE_BY_SIDE) {
      const beside = eachVector(Math.min(SIDE_BY_SIDE, vectors - first), (k) => first + k)
      made.push(...stretch.flatMap((operation) => beside.map((vector) => make(operation, vector))))
    }
  }
  return made
}

function advance(module: Module, local: number, bytes: number): Ref {
  return module.local.set(local, module.i32.add(pointer(module, local), module.i32.const(bytes)))
}

function storeRow(emission: Emission): Ref[] {
  const { module, layout, vectors } = emission
  const observed = outputNode(emission, OBSERVED)
  return eachVector(vectors, (vector) =>
    module.v128.store(layout.rowsAt + 16 * vector, 4, pointer(module, RowPointer), get(emission, observed, vector))
  )
}

/** The state after the step, of the first sweep alone. */
function storeState(emission: Emission): Ref[] {
  const { module, plan } = emission
  const stores = plan.state.map((name, k) =>
    module.v128.store32_lane(4 * plan.steps * k, 4, 0, pointer(module, StatePointer), get(emission, outputNode(emission, name), 0))
  )
  return [...stores, advance(module, StatePointer, 4)]
}

/** The loop stores what is observed before each step; this stores it after the last. */
function emitLastRow(emission: Emission): Ref[] {
  const { module, plan, vectors } = emission
  const changing = new Set(emission.schedule.everyStep)
  const again = operationsBehind(plan.step, outputNode(emission, OBSERVED)).filter((index) => changing.has(index) && !emission.fused.absorbed.has(index))
  const computed = again.flatMap((index) =>
    eachVector(vectors, (vector) => module.local.set(vectorLocal(emission, index, vector), operation(emission, index, vector)))
  )
  return [...computed, ...storeRow(emission)]
}
