/**
 * A loop kernel: for every axis but the last a loop, along the last one four elements at a time, the rest of a row as one
 * vector of which only the first lanes are kept.
 *
 * Order of sums, the same on every machine: along the last axis four running sums, one a lane, added as
 * (0 + 1) + (2 + 3) at the end of the axes that the reduction spans; over outer axes in their order.
 */
import binaryen from 'binaryen'
import {
  FLOAT_BYTES,
  LANES,
  VECTOR_BYTES,
  addressOf,
  advance,
  createLocals,
  integer,
  movedBy,
  repeat,
  splatNumber,
  storeLanes,
  vector
} from './emission'
import type { Emission, Locals, Ref } from './emission'
import { writeElementwise } from './elementwise'
import type { LoopKernel, Operand, Reduction } from './kernels'

/** A pointer shared by all operands that move alike. */
interface Cursor {
  readonly local: number
  readonly strides: readonly number[]
  readonly each: number
}

interface Emitting {
  readonly emission: Emission
  readonly kernel: LoopKernel
  readonly locals: Locals
  readonly cursors: Map<string, Cursor>
  /** The local that holds a value's vector. */
  readonly values: Map<string, number>
  /** The local in which a reduction runs, if it spans the last axis. */
  readonly sums: Map<Reduction, number>
}

export function emitLoop(emission: Emission, name: string, kernel: LoopKernel): void {
  const { module } = emission
  const locals = createLocals()
  const emitting: Emitting = { emission, kernel, locals, cursors: new Map(), values: new Map(), sums: new Map() }
  for (const operand of operandsOf(kernel)) cursorOf(emitting, operand)
  for (const { value } of kernel.loads) emitting.values.set(value, locals.vector())
  for (const { outputs } of kernel.nodes) emitting.values.set(outputs[0], locals.vector())
  for (const reduction of kernel.reductions) if (spanOf(kernel, reduction) < kernel.space.length) emitting.sums.set(reduction, locals.vector())
  const start = [...emitting.cursors.values()].map(({ local, each }) => module.local.set(local, movedBy(module, each)))
  const once = kernel.loads.filter(({ strides }) => strides.every((stride) => stride === 0))
  const body = [
    ...start,
    ...kernel.reductions.flatMap((reduction) => clear(emitting, reduction)),
    ...once.map((operand) => load(emitting, operand)),
    ...axis(emitting, 0)
  ]
  module.addFunction(name, binaryen.i32, binaryen.none, locals.types, module.block(null, body))
}

function operandsOf({ loads, stores, reductions }: LoopKernel): Operand[] {
  return [...loads, ...stores, ...reductions.map(({ out }) => out)]
}

function cursorOf({ emission, cursors, locals }: Emitting, { value, strides }: Operand): Cursor {
  const { each } = addressOf(emission, value)
  const key = `${strides.join()} ${each}`
  const known = cursors.get(key)
  if (known) return known
  const cursor = { local: locals.integer(), strides, each }
  cursors.set(key, cursor)
  return cursor
}

/** The first axis from which on the reduction spans all; the number of axes if it does not span the last. */
function spanOf({ space }: LoopKernel, { out: { strides } }: Reduction): number {
  const kept = strides.findLastIndex((stride, at) => stride !== 0 && space[at] > 1)
  return kept + 1
}

/** Whether a result is met again after it was written: then memory holds the sum so far. */
function returns({ space }: LoopKernel, { strides }: Operand, span: number): boolean {
  return strides.slice(0, span).some((stride, at) => stride === 0 && space[at] > 1)
}

/** The loops from `at` inwards. Cursors come back to where they were, but for the last axis: see `stepped`. */
function axis(emitting: Emitting, at: number): Ref[] {
  const { emission, kernel, locals, cursors } = emitting
  const { module } = emission
  const here = kernel.reductions.filter((reduction) => emitting.sums.has(reduction) && spanOf(kernel, reduction) === at)
  const begin = here.map((reduction) => module.local.set(sumOf(emitting, reduction), identity(emission, reduction)))
  const end = here.flatMap((reduction) => finish(emitting, reduction))
  if (at === kernel.space.length - 1) return [...begin, ...row(emitting), ...end]
  const move = [...cursors.values()].flatMap(({ local, strides }) =>
    advance(module, local, FLOAT_BYTES * strides[at] - travelled(kernel, strides, at + 1))
  )
  const inner = [...axis(emitting, at + 1), ...move]
  return [...begin, ...repeat({ module, locals, label: `axis ${at}` }, kernel.space[at], inner), ...end]
}

/** Bytes that a cursor has moved when the loop over axis `at` has ended. */
function travelled({ space }: LoopKernel, strides: readonly number[], at: number): number {
  if (at < space.length - 1) return FLOAT_BYTES * strides[at] * space[at]
  return strides[at] === 0 ? 0 : VECTOR_BYTES * Math.floor(space[at] / LANES)
}

/** The last axis: whole vectors, then what is left. */
function row(emitting: Emitting): Ref[] {
  const { emission, kernel, locals, cursors } = emitting
  const { module } = emission
  const last = kernel.space.length - 1
  const length = kernel.space[last]
  const repeated = kernel.loads.filter(({ strides }) => strides[last] === 0 && strides.some((stride) => stride !== 0))
  const move = [...cursors.values()].flatMap(({ local, strides }) => advance(module, local, strides[last] === 0 ? 0 : VECTOR_BYTES))
  const whole = Math.floor(length / LANES)
  return [
    ...repeated.map((operand) => load(emitting, operand)),
    ...repeat({ module, locals, label: 'row' }, whole, whole > 0 ? [...elements(emitting, LANES), ...move] : []),
    ...(length % LANES > 0 ? elements(emitting, length % LANES) : [])
  ]
}

/** One vector of elements, of which the first `lanes` count. */
function elements(emitting: Emitting, lanes: number): Ref[] {
  const { emission, kernel } = emitting
  const { module } = emission
  const moving = kernel.loads.filter(({ strides }) => strides[strides.length - 1] !== 0)
  const computed = kernel.nodes.map((node) => {
    const operands = node.inputs.map((value) => (): Ref => valueOf(emitting, value))
    return module.local.set(localOf(emitting, node.outputs[0]), writeElementwise(emission, node, operands))
  })
  return [
    ...moving.map((operand) => load(emitting, operand)),
    ...computed,
    ...kernel.stores.flatMap((operand) => store(emitting, operand, lanes, () => valueOf(emitting, operand.value))),
    ...kernel.reductions.map((reduction) => accumulate(emitting, reduction, lanes)).flat()
  ]
}

function localOf({ values }: Emitting, value: string): number {
  const local = values.get(value)
  if (local === undefined) throw new Error(`a loop reads ${value} before it has it`)
  return local
}

function valueOf(emitting: Emitting, value: string): Ref {
  return vector(emitting.emission.module, localOf(emitting, value))
}

function sumOf({ sums }: Emitting, reduction: Reduction): number {
  const local = sums.get(reduction)
  if (local === undefined) throw new Error(`the sum ${reduction.out.value} has no local`)
  return local
}

function load(emitting: Emitting, operand: Operand): Ref {
  const { module } = emitting.emission
  const { at } = addressOf(emitting.emission, operand.value)
  const pointer = integer(module, cursorOf(emitting, operand).local)
  const isRepeated = operand.strides[operand.strides.length - 1] === 0
  const loaded = isRepeated ? module.v128.load32_splat(at, FLOAT_BYTES, pointer) : module.v128.load(at, FLOAT_BYTES, pointer)
  return module.local.set(localOf(emitting, operand.value), loaded)
}

function store(emitting: Emitting, operand: Operand, lanes: number, value: () => Ref): Ref[] {
  const { module } = emitting.emission
  const { at } = addressOf(emitting.emission, operand.value)
  const { local } = cursorOf(emitting, operand)
  return storeLanes(module, lanes, at, () => integer(module, local), value)
}

function identity({ module }: Emission, { kind }: Reduction): Ref {
  return splatNumber(module, kind === 'sum' ? 0 : -Infinity)
}

function combine({ module }: Emission, { kind }: Reduction, a: Ref, b: Ref): Ref {
  return kind === 'sum' ? module.f32x4.add(a, b) : module.f32x4.max(a, b)
}

function scaled({ module }: Emission, { scale }: Reduction, value: Ref): Ref {
  return scale === 1 ? value : module.f32x4.mul(value, splatNumber(module, scale))
}

/** Adds a vector to a running sum in its local or, where the last axis is kept, to the row of sums in memory. */
function accumulate(emitting: Emitting, reduction: Reduction, lanes: number): Ref[] {
  const { emission } = emitting
  const { module } = emission
  if (!emitting.sums.has(reduction)) {
    const { at } = addressOf(emission, reduction.out.value)
    const pointer = cursorOf(emitting, reduction.out).local
    const soFar = (): Ref => module.v128.load(at, FLOAT_BYTES, integer(module, pointer))
    const value = (): Ref => scaled(emission, reduction, valueOf(emitting, reduction.value))
    const isMet = returns(emitting.kernel, reduction.out, emitting.kernel.space.length)
    return store(emitting, reduction.out, lanes, () => (isMet ? combine(emission, reduction, soFar(), value()) : value()))
  }
  const local = sumOf(emitting, reduction)
  const value = valueOf(emitting, reduction.value)
  const kept = lanes === LANES ? value : module.v128.bitselect(value, identity(emission, reduction), firstLanes(emission, lanes))
  return [module.local.set(local, combine(emission, reduction, vector(module, local), kept))]
}

function firstLanes({ module }: Emission, lanes: number): Ref {
  const bytes = Uint8Array.from({ length: VECTOR_BYTES }, (_, byte) => (byte < FLOAT_BYTES * lanes ? 255 : 0))
  return module.v128.const(bytes)
}

/** The four lanes of a running sum become one number of the result. */
function finish(emitting: Emitting, reduction: Reduction): Ref[] {
  const { emission, kernel } = emitting
  const { module } = emission
  const local = sumOf(emitting, reduction)
  const folded = (half: number[]): Ref =>
    combine(emission, reduction, vector(module, local), module.i8x16.shuffle(vector(module, local), vector(module, local), half))
  const { at } = addressOf(emission, reduction.out.value)
  const pointer = cursorOf(emitting, reduction.out).local
  const set = (value: Ref): Ref => module.local.set(local, value)
  const isMet = returns(kernel, reduction.out, spanOf(kernel, reduction))
  const soFar = isMet
    ? [set(combine(emission, reduction, module.v128.load32_zero(at, FLOAT_BYTES, integer(module, pointer)), vector(module, local)))]
    : []
  return [
    set(folded(NEIGHBOURS)),
    set(folded(HALVES)),
    set(scaled(emission, reduction, vector(module, local))),
    ...soFar,
    ...storeLanes(module, 1, at, () => integer(module, pointer), () => vector(module, local))
  ]
}

const lanesOf = (order: readonly number[]): number[] =>
  order.flatMap((lane) => Array.from({ length: FLOAT_BYTES }, (_, byte) => FLOAT_BYTES * lane + byte))
const NEIGHBOURS = lanesOf([1, 0, 3, 2])
const HALVES = lanesOf([2, 3, 0, 1])

/** Sums in memory begin empty. */
function clear(emitting: Emitting, reduction: Reduction): Ref[] {
  const { emission, kernel, locals } = emitting
  const { module } = emission
  if (!returns(kernel, reduction.out, spanOf(kernel, reduction))) return []
  const { at, each } = addressOf(emission, reduction.out.value)
  const size = kernel.space.reduce((product, length, place) => product * (reduction.out.strides[place] === 0 ? 1 : length), 1)
  const pointer = locals.integer()
  const put = (lanes: number): Ref[] =>
    storeLanes(module, lanes, at, () => integer(module, pointer), () => identity(emission, reduction))
  const whole = Math.floor(size / LANES)
  return [
    module.local.set(pointer, movedBy(module, each)),
    ...repeat({ module, locals, label: `clear ${reduction.out.value}` }, whole, whole > 0 ? [...put(LANES), ...advance(module, pointer, VECTOR_BYTES)] : []),
    ...(size % LANES > 0 ? put(size % LANES) : [])
  ]
}
