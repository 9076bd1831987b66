/**
 * A sweep plan as a WebAssembly SIMD module. Each sweep is one lane of an f32x4 vector; several independent vectors
 * advance together, since one alone would wait for its own results (about 36 dependent operations a step).
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
import { emitResampling } from './emit-resampling'
import { constantMemory, kernelLayout } from './layout'
import type { KernelLayout } from './layout'
import { emitOperation, needsFunction, operationsBehind, schedule } from './nodes'
import type { Schedule } from './nodes'

type Ref = binaryen.ExpressionRef
type Module = binaryen.Module

/** A compiled sweep: plain data that may be sent to a thread. */
export interface SimdKernel {
  readonly kind: 'simd'
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly layout: KernelLayout
  /** [steps] drive frequency at the end of each step. */
  readonly omega: Float64Array
}

const LANES_PER_VECTOR = 4
const PAGE = 65_536
/** Fastest of 1, 2, 3, 4 and 6 on an AMD EPYC: 141, 260, 312, 414, 421 million steps a second, 6 wasting more of a batch of 32. */
const DEFAULT_VECTORS = 4
const DEFAULT_CAPACITY = 256

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
}

/**
 * @param options.vectors independent f32x4 vectors that advance together
 * @param options.capacity largest number of sweeps in one call
 */
export function emitSweepKernel(
  plan: SweepPlan,
  { vectors = DEFAULT_VECTORS, capacity = DEFAULT_CAPACITY }: { vectors?: number; capacity?: number } = {}
): SimdKernel {
  const constants = plan.step.nodes.flatMap((node) => (node.op === 'constant' ? [node.value] : []))
  const lanes = vectors * LANES_PER_VECTOR
  const layout = kernelLayout(plan, constants.length + plan.initial.length, lanes, Math.ceil(capacity / lanes) * lanes)
  const module = new binaryen.Module()
  try {
    module.setFeatures(binaryen.Features.MVP | binaryen.Features.SIMD128)
    const data = constantMemory(layout, plan, [...constants, ...plan.initial])
    const pages = Math.ceil(layout.bytes / PAGE)
    module.setMemory(pages, pages, 'memory', [{ offset: module.i32.const(0), data, passive: false }])
    const emission = { module, plan, layout, vectors, constants, schedule: schedule(plan.step, plan.parameters) }
    emitSweepFunction(emission, 'trace')
    emitSweepFunction(emission, 'observe')
    emitResampling(module, layout, vectors)
    if (layout.noisy > 0) emitForces(module, layout, vectors)
    emitFill(module, layout)
    if (plan.step.nodes.some(({ op }) => needsFunction(op))) inlineVectorFunctions(module)
    if (!module.validate()) throw new Error('the sweep kernel is not valid WebAssembly')
    return { kind: 'simd', bytes: new Uint8Array(module.emitBinary()), layout, omega: plan.omega }
  } finally {
    module.dispose()
  }
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
  return emitOperation(emission.module, emission.plan.step.nodes, index, (node) => get(emission, node, vector))
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
  const computed = emission.schedule.everyStep.flatMap((index) => {
    const node = nodeAt(plan.step.nodes, index)
    const load = node.op === 'input' ? inputs.get(node.name) : (vector: number): Ref => operation(emission, index, vector)
    if (!load) return []
    return eachVector(vectors, (vector) => module.local.set(vectorLocal(emission, index, vector), load(vector)))
  })
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
  const again = operationsBehind(plan.step, outputNode(emission, OBSERVED)).filter((index) => changing.has(index))
  const computed = again.flatMap((index) =>
    eachVector(vectors, (vector) => module.local.set(vectorLocal(emission, index, vector), operation(emission, index, vector)))
  )
  return [...computed, ...storeRow(emission)]
}
