/** A loop kernel's function while it is written: which local holds what, and how operands are loaded and stored. */
import type { Kept } from '../../../dynamics/functions/body'
import { FLOAT_BYTES, VECTOR_BYTES, addressOf, integer, storeLanes, vector } from './emission'
import type { Emission, Locals, Ref } from './emission'
import type { LoopKernel, Operand, Reduction } from './kernels'

/** Vectors under way at once. */
export const TOGETHER = 4

/** A pointer shared by all operands that move alike. */
export interface Cursor {
  readonly local: number
  readonly strides: readonly number[]
  /** Bytes from step to step. */
  readonly each: number
}

export interface LoopBody {
  readonly emission: Emission
  readonly kernel: LoopKernel
  readonly locals: Locals
  readonly cursors: Map<string, Cursor>
  /** The locals that hold a value's vectors, one for each vector that is under way; one for all where it repeats. */
  readonly values: Map<string, readonly number[]>
  /** The locals in which a reduction runs. */
  readonly sums: Map<Reduction, readonly number[]>
  /** The local that holds four times a pattern of bits. */
  readonly constants: Map<number, number>
}

/** Whether one number serves all of a row. */
export function isRepeated({ strides }: Operand): boolean {
  return strides[strides.length - 1] === 0
}

export function cursorOf({ emission, cursors, locals }: LoopBody, { value, strides }: Operand): Cursor {
  const { each } = addressOf(emission, value)
  const key = `${strides.join()} ${each}`
  const known = cursors.get(key)
  if (known) return known
  const cursor = { local: locals.integer(), strides, each }
  cursors.set(key, cursor)
  return cursor
}

export function localOf({ values }: LoopBody, value: string, index: number): number {
  const locals = values.get(value)
  if (!locals) throw new Error(`a loop reads ${value} before it has it`)
  return locals[Math.min(index, locals.length - 1)]
}

export function valueOf(body: LoopBody, value: string, index: number): Ref {
  return vector(body.emission.module, localOf(body, value, index))
}

/** @param index of the vector, counted from the cursor */
export function load(body: LoopBody, operand: Operand, index: number): Ref {
  const { module } = body.emission
  const at = addressOf(body.emission, operand.value).at + VECTOR_BYTES * index
  const pointer = integer(module, cursorOf(body, operand).local)
  const loaded = isRepeated(operand) ? module.v128.load32_splat(at, FLOAT_BYTES, pointer) : module.v128.load(at, FLOAT_BYTES, pointer)
  return module.local.set(localOf(body, operand.value, index), loaded)
}

/** @param lanes of the vector that are kept */
export function store(body: LoopBody, operand: Operand, index: number, lanes: number, value: () => Ref): Ref[] {
  const { module } = body.emission
  const at = addressOf(body.emission, operand.value).at + VECTOR_BYTES * index
  const { local } = cursorOf(body, operand)
  return storeLanes(module, lanes, at, () => integer(module, local), value)
}

/** A constant is made once, before the loops: see `constantStatements`. */
export function constantBits({ emission, locals, constants }: LoopBody, pattern: number): Ref {
  const local = constants.get(pattern >>> 0) ?? locals.vector()
  constants.set(pattern >>> 0, local)
  return vector(emission.module, local)
}

export function constantNumber(body: LoopBody, value: number): Ref {
  return constantBits(body, new Uint32Array(Float32Array.of(value).buffer)[0])
}

/** To be asked for when the rest of the body is written. */
export function constantStatements({ emission: { module }, constants }: LoopBody): Ref[] {
  return [...constants].map(([pattern, local]) => {
    const lanes = Uint32Array.of(pattern, pattern, pattern, pattern)
    return module.local.set(local, module.v128.const(new Uint8Array(lanes.buffer)))
  })
}

/** A value in a local of its own, set by a statement. */
export function keepIn({ emission: { module }, locals }: LoopBody, statements: Ref[], value: Ref): Kept {
  const local = locals.vector()
  statements.push(module.local.set(local, value))
  return () => vector(module, local)
}
