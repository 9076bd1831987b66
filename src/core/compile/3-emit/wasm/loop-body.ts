/** A loop kernel's function while it is written: which local holds what, and how operands are loaded and stored. */
import type { Kept } from '../../../dynamics/functions/body'
import { FLOAT_BYTES, VECTOR_BYTES, addressOf, integer, storeLanes, vector } from './emission'
import type { Emission, Locals, Ref } from './emission'
import type { Load, LoopKernel, Operand, Reduction } from './kernels'

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

/** Bytes from one to the next along the axis that is cut. */
export function bytesAlongCut({ cut }: Pick<Emission, 'cut'>, strides: readonly number[]): number {
  return cut ? FLOAT_BYTES * strides[cut.axis] : 0
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

/** Address of the vector `index` after the cursor. */
function addressAt({ emission }: LoopBody, { value, strides, offset }: Operand, index: number): number {
  return addressOf(emission, value).at + FLOAT_BYTES * offset + VECTOR_BYTES * strides[strides.length - 1] * index
}

/** Elements that do not lie side by side come one by one, and only those that count: others might lie outside memory. */
export function loadVector(body: LoopBody, operand: Operand, index: number, lanes: number): Ref {
  const { module } = body.emission
  const at = addressAt(body, operand, index)
  const stride = operand.strides[operand.strides.length - 1]
  const pointer = (): Ref => integer(module, cursorOf(body, operand).local)
  if (stride === 0) return module.v128.load32_splat(at, FLOAT_BYTES, pointer())
  if (stride === 1) return module.v128.load(at, FLOAT_BYTES, pointer())
  const rest = Array.from({ length: lanes - 1 }, (_, lane) => lane + 1)
  return rest.reduce(
    (made, lane) => module.v128.load32_lane(at + FLOAT_BYTES * stride * lane, FLOAT_BYTES, lane, pointer(), made),
    module.v128.load32_zero(at, FLOAT_BYTES, pointer())
  )
}

/** @param index of the vector, counted from the cursor; @param lanes of it that count */
export function load(body: LoopBody, operand: Load, index: number, lanes: number): Ref {
  return body.emission.module.local.set(localOf(body, operand.as, index), loadVector(body, operand, index, lanes))
}

export function store(body: LoopBody, operand: Operand, index: number, lanes: number, value: () => Ref): Ref[] {
  const { module } = body.emission
  const at = addressAt(body, operand, index)
  const stride = operand.strides[operand.strides.length - 1]
  const pointer = (): Ref => integer(module, cursorOf(body, operand).local)
  if (stride <= 1) return storeLanes(module, lanes, at, pointer, value)
  return Array.from({ length: lanes }, (_, lane) =>
    module.v128.store32_lane(at + FLOAT_BYTES * stride * lane, FLOAT_BYTES, lane, pointer(), value())
  )
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
