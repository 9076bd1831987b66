/**
 * A sweep plan as a WebAssembly SIMD module. Each sweep is one lane of an f32x4 vector; several independent vectors
 * advance together, since one alone would wait for its own results (about 36 dependent operations a step).
 */
import binaryen from 'binaryen'
import { nodeAt } from '../../formula/graph'
import { Input } from '../equation'
import { StepInput } from '../integrators/rk4'
import type { SweepPlan } from '../plan'
import { inlineVectorFunctions } from '../functions/inline'
import { emitResampling } from './emit-resampling'
import { constantMemory, kernelLayout } from './layout'
import type { KernelLayout } from './layout'
import { emitOperation, needsFunction, schedule } from './nodes'
import type { Schedule } from './nodes'

type Ref = binaryen.ExpressionRef
type Module = binaryen.Module

/** A compiled sweep: plain data that may be sent to a thread. */
export interface SweepKernel {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly layout: KernelLayout
}

const LANES_PER_VECTOR = 4
const PAGE = 65_536
/** Fastest of 1, 2, 3, 4 and 6 on an AMD EPYC: 141, 260, 312, 414, 421 million steps a second, 6 wasting more of a batch of 32. */
const DEFAULT_VECTORS = 4
const DEFAULT_CAPACITY = 256

/** Locals of the sweep function; the first is its argument. Vectors follow. */
const ParameterPointer = 0
const OmegaPointer = 1
const RowPointer = 2
const FIRST_VECTOR_LOCAL = 3

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
): SweepKernel {
  const constants = plan.step.nodes.flatMap((node) => (node.op === 'constant' ? [node.value] : []))
  const lanes = vectors * LANES_PER_VECTOR
  const layout = kernelLayout(plan, constants.length + 2, lanes, Math.ceil(capacity / lanes) * lanes)
  const initial = [plan.initial.re, plan.initial.im]
  const module = new binaryen.Module()
  try {
    module.setFeatures(binaryen.Features.MVP | binaryen.Features.SIMD128)
    const data = constantMemory(layout, plan, [...constants, ...initial])
    const pages = Math.ceil(layout.bytes / PAGE)
    module.setMemory(pages, pages, 'memory', [{ offset: module.i32.const(0), data, passive: false }])
    const emission = { module, plan, layout, vectors, constants, schedule: schedule(plan.step) }
    emitSweepFunction(emission, 'trace')
    emitSweepFunction(emission, 'observe')
    emitResampling(module, layout, vectors)
    emitFill(module, layout)
    if (plan.step.nodes.some(({ op }) => needsFunction(op))) inlineVectorFunctions(module)
    if (!module.validate()) throw new Error('the sweep kernel is not valid WebAssembly')
    return { bytes: new Uint8Array(module.emitBinary()), layout }
  } finally {
    module.dispose()
  }
}

/** Local of node `node` of vector `vector`. */
function vectorLocal({ vectors }: Emission, node: number, vector: number): number {
  return FIRST_VECTOR_LOCAL + node * vectors + vector
}

/** `trace` keeps z after every step besides |z|; `observe` does not. */
function emitSweepFunction(emission: Emission, name: 'trace' | 'observe'): void {
  const { module, plan, layout, vectors } = emission
  const i32 = binaryen.i32
  const count = plan.step.nodes.length * vectors
  const body = [
    ...emitOnce(emission),
    module.local.set(OmegaPointer, module.i32.const(layout.omegaAt)),
    module.local.set(RowPointer, module.i32.const(0)),
    module.loop('step', module.block(null, emitStep(emission, name === 'trace'))),
    ...emitLastNorm(emission)
  ]
  const locals = [i32, i32, ...Array.from({ length: count }, () => binaryen.v128)]
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
    if (place < 0) throw new RangeError(`the step needs "${node.name}", which is not a parameter`)
    return (vector) => module.v128.load(4 * place * layout.capacity + 16 * vector, 4, pointer(module, ParameterPointer))
  }
  const set = emission.schedule.once.flatMap((index) => {
    const value = load(index)
    return eachVector(vectors, (vector) => module.local.set(vectorLocal(emission, index, vector), value(vector)))
  })
  const initialAt = layout.constantsAt + 4 * constants.length
  const state = [Input.re, Input.im].flatMap((name, part) => {
    const index = inputIndex(emission, name)
    if (index < 0) return []
    return eachVector(vectors, (vector) =>
      module.local.set(vectorLocal(emission, index, vector), splat(initialAt + 4 * part))
    )
  })
  return [...set, ...state]
}

function inputIndex({ plan }: Emission, name: string): number {
  return plan.step.nodes.findIndex((node) => node.op === 'input' && node.name === name)
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

const OMEGA_OFFSETS: ReadonlyMap<string, number> = new Map([
  [StepInput.start, 0],
  [StepInput.middle, 4],
  [StepInput.end, 8]
])

function emitStep(emission: Emission, keepState: boolean): Ref[] {
  const { module, plan, layout, vectors } = emission
  const { re = -1, im = -1, norm = -1 } = plan.step.outputs
  const computed = emission.schedule.everyStep.flatMap((index) => {
    const node = nodeAt(plan.step.nodes, index)
    if (node.op !== 'input') {
      return eachVector(vectors, (vector) =>
        module.local.set(vectorLocal(emission, index, vector), operation(emission, index, vector))
      )
    }
    const offset = OMEGA_OFFSETS.get(node.name)
    if (offset === undefined) return []
    return eachVector(vectors, (vector) => {
      const omega = module.v128.load32_splat(offset, 4, pointer(module, OmegaPointer))
      return module.local.set(vectorLocal(emission, index, vector), omega)
    })
  })
  const storeRow = (base: number, value: (vector: number) => Ref): Ref[] =>
    eachVector(vectors, (vector) => module.v128.store(base + 16 * vector, 4, pointer(module, RowPointer), value(vector)))
  const moved = eachVector(vectors, (vector) => [
    module.local.set(vectorLocal(emission, inputIndex(emission, Input.re), vector), get(emission, re, vector)),
    module.local.set(vectorLocal(emission, inputIndex(emission, Input.im), vector), get(emission, im, vector))
  ]).flat()
  const rowBytes = 4 * layout.lanes
  return [
    ...computed,
    ...storeRow(layout.rowsAt, (vector) => module.f32x4.sqrt(get(emission, norm, vector))),
    ...(keepState ? storeRow(layout.reAt, (vector) => get(emission, re, vector)) : []),
    ...(keepState ? storeRow(layout.imAt, (vector) => get(emission, im, vector)) : []),
    ...moved,
    module.local.set(OmegaPointer, module.i32.add(pointer(module, OmegaPointer), module.i32.const(8))),
    module.local.set(RowPointer, module.i32.add(pointer(module, RowPointer), module.i32.const(rowBytes))),
    module.br('step', module.i32.ne(pointer(module, RowPointer), module.i32.const(plan.steps * rowBytes)))
  ]
}

/** The loop stores |z| before each step; this stores it after the last. */
function emitLastNorm(emission: Emission): Ref[] {
  const { module, layout, vectors } = emission
  const re = inputIndex(emission, Input.re)
  const im = inputIndex(emission, Input.im)
  const { f32x4 } = module
  return eachVector(vectors, (vector) => {
    const square = (part: number): Ref => f32x4.mul(get(emission, part, vector), get(emission, part, vector))
    const modulus = f32x4.sqrt(f32x4.add(square(re), square(im)))
    return module.v128.store(layout.rowsAt + 16 * vector, 4, pointer(module, RowPointer), modulus)
  })
}

/** `fill(blocks)`: sweeps and resamples the first `blocks` blocks of parameters. */
function emitFill(module: Module, layout: KernelLayout): void {
  const i32 = binaryen.i32
  const [blocks, parameters, output] = [0, 1, 2]
  const advance = (local: number, bytes: number): Ref =>
    module.local.set(local, module.i32.add(pointer(module, local), module.i32.const(bytes)))
  const work = [
    module.call('observe', [pointer(module, parameters)], binaryen.none),
    module.call('resample', [pointer(module, output)], binaryen.none),
    advance(parameters, 4 * layout.lanes),
    advance(output, 4 * layout.lanes * layout.bins),
    advance(blocks, -1),
    module.br('block', pointer(module, blocks))
  ]
  const body = module.block(null, [
    module.local.set(parameters, module.i32.const(layout.parametersAt)),
    module.local.set(output, module.i32.const(layout.outputAt)),
    module.loop('block', module.block(null, work))
  ])
  module.addFunction('fill', i32, binaryen.none, [i32, i32], body)
  module.addFunctionExport('fill', 'fill')
}
