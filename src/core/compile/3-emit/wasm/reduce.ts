/**
 * Sums and maxima inside a loop kernel. A reduction that spans the last axis runs in the four lanes of one vector, added
 * as (0 + 1) + (2 + 3) at the end of the axes it spans. One that keeps the last axis and spans all others, of a row short
 * enough, runs in a register for each vector of the row; any other that keeps the last axis runs in memory. Over outer axes
 * elements come in their order. So the order of every sum follows from shapes alone.
 */
import { FLOAT_BYTES, LANES, VECTOR_BYTES, addressOf, advance, integer, movedBy, repeat, storeLanes, vector } from './emission'
import type { Ref } from './emission'
import type { LoopKernel, Reduction } from './kernels'
import { TOGETHER, bytesAlongCut, constantNumber, cursorOf, loadVector, store, valueOf } from './loop-body'
import type { LoopBody } from './loop-body'
import { sizeOf } from './places'
import type { Program } from './settle'

type Way = 'lanes' | 'registers' | 'memory'

function wayOf({ space }: LoopKernel, { out: { strides }, overlaps }: Reduction): Way {
  const last = space.length - 1
  if (strides[last] === 0) return 'lanes'
  const spansOthers = last > 0 && !overlaps && strides.slice(0, last).every((stride) => stride === 0)
  return spansOthers && Math.ceil(space[last] / LANES) <= TOGETHER ? 'registers' : 'memory'
}

/** The first axis from which on the reduction spans all; of a row in registers, the first of all. */
function spanOf(kernel: LoopKernel, reduction: Reduction): number {
  if (wayOf(kernel, reduction) === 'registers') return 0
  return reduction.out.strides.findLastIndex((stride) => stride !== 0) + 1
}

/** Whether a result is met again after it was written: then memory holds the sum so far. */
function isMetAgain(kernel: LoopKernel, reduction: Reduction): boolean {
  return reduction.overlaps || reduction.out.strides.slice(0, spanOf(kernel, reduction)).includes(0)
}

/**
 * Whether every part along an axis reduces into numbers of its own, which lie together, in the order that the whole has. A row that is cut
 * may come to run in registers, where a factor is multiplied last.
 */
export function mayCut({ graph }: Program, { space }: LoopKernel, { out, scale }: Reduction, axis: number): boolean {
  const stride = out.strides[axis]
  const others = space.map((length, other) => (other === axis ? 0 : (length - 1) * out.strides[other]))
  const extent = others.reduce((sum, one) => sum + one, out.offset + 1)
  const isRow = axis === space.length - 1
  return extent <= stride && stride * space[axis] === sizeOf(graph, out.value) && !(isRow && scale !== 1)
}

export function prepareReduction(body: LoopBody, reduction: Reduction): void {
  const { kernel, locals, sums } = body
  const way = wayOf(kernel, reduction)
  const row = Math.ceil(kernel.space[kernel.space.length - 1] / LANES)
  const count = way === 'lanes' ? 1 : way === 'registers' ? row : 0
  sums.set(reduction, Array.from({ length: count }, () => locals.vector()))
}

function sumsOf({ sums }: LoopBody, reduction: Reduction): readonly number[] {
  return sums.get(reduction) ?? []
}

function identity(body: LoopBody, { kind }: Reduction): Ref {
  return constantNumber(body, kind === 'sum' ? 0 : -Infinity)
}

function combine({ emission: { module } }: LoopBody, { kind }: Reduction, a: Ref, b: Ref): Ref {
  return kind === 'sum' ? module.f32x4.add(a, b) : module.f32x4.max(a, b)
}

function scaled(body: LoopBody, { scale }: Reduction, value: Ref): Ref {
  return scale === 1 ? value : body.emission.module.f32x4.mul(value, constantNumber(body, scale))
}

/** Before the loop over axis `at`: what runs in registers begins anew. */
export function begin(body: LoopBody, reduction: Reduction, at: number): Ref[] {
  if (spanOf(body.kernel, reduction) !== at) return []
  return sumsOf(body, reduction).map((local) => body.emission.module.local.set(local, identity(body, reduction)))
}

/**
 * One vector of elements.
 * @param first place in the row of the first vector under way, @param index of this one among them
 */
export function accumulate(body: LoopBody, reduction: Reduction, first: number, index: number, lanes: number): Ref[] {
  const { emission, kernel } = body
  const { module } = emission
  const value = (): Ref => valueOf(body, reduction.value, index)
  const locals = sumsOf(body, reduction)
  const addTo = (local: number, added: Ref): Ref[] => [
    module.local.set(local, combine(body, reduction, vector(module, local), added))
  ]
  switch (wayOf(kernel, reduction)) {
    case 'lanes':
      return addTo(locals[0], lanes === LANES ? value() : firstLanes(body, reduction, lanes, value()))
    case 'registers':
      return addTo(locals[first + index], value())
    case 'memory': {
      const soFar = (): Ref => loadVector(body, reduction.out, index, lanes)
      const added = (): Ref => scaled(body, reduction, value())
      const isMet = isMetAgain(kernel, reduction)
      return store(body, reduction.out, index, lanes, () => (isMet ? combine(body, reduction, soFar(), added()) : added()))
    }
  }
}

/** The rest of a vector must not count. */
function firstLanes(body: LoopBody, reduction: Reduction, lanes: number, value: Ref): Ref {
  const { module } = body.emission
  const mask = Uint8Array.from({ length: VECTOR_BYTES }, (_, byte) => (byte < FLOAT_BYTES * lanes ? 255 : 0))
  return module.v128.bitselect(value, identity(body, reduction), module.v128.const(mask))
}

/** After the loop over axis `at`: what ran in registers goes to memory. */
export function finish(body: LoopBody, reduction: Reduction, at: number): Ref[] {
  const { kernel } = body
  const locals = sumsOf(body, reduction)
  if (spanOf(kernel, reduction) !== at || locals.length === 0) return []
  return wayOf(kernel, reduction) === 'lanes' ? foldLanes(body, reduction, locals[0]) : storeRow(body, reduction, locals)
}

/** The four lanes of a running sum become one number of the result. */
function foldLanes(body: LoopBody, reduction: Reduction, local: number): Ref[] {
  const { module } = body.emission
  const at = addressOf(body.emission, reduction.out.value).at + FLOAT_BYTES * reduction.out.offset
  const pointer = cursorOf(body, reduction.out).local
  const sum = (): Ref => vector(module, local)
  const set = (value: Ref): Ref => module.local.set(local, value)
  const folded = (order: number[]): Ref => set(combine(body, reduction, sum(), module.i8x16.shuffle(sum(), sum(), order)))
  const soFar = (): Ref => module.v128.load32_zero(at, FLOAT_BYTES, integer(module, pointer))
  return [
    folded(NEIGHBOURS),
    folded(HALVES),
    set(scaled(body, reduction, sum())),
    ...(isMetAgain(body.kernel, reduction) ? [set(combine(body, reduction, soFar(), sum()))] : []),
    ...storeLanes(module, 1, at, () => integer(module, pointer), sum)
  ]
}

const bytesOf = (lanes: readonly number[]): number[] =>
  lanes.flatMap((lane) => Array.from({ length: FLOAT_BYTES }, (_, byte) => FLOAT_BYTES * lane + byte))
const NEIGHBOURS = bytesOf([1, 0, 3, 2])
const HALVES = bytesOf([2, 3, 0, 1])

/** A row of sums, from the beginning of the result. */
function storeRow(body: LoopBody, reduction: Reduction, locals: readonly number[]): Ref[] {
  const { emission, kernel } = body
  const { module } = emission
  const { at, each } = addressOf(emission, reduction.out.value)
  const along = bytesAlongCut(emission, reduction.out.strides)
  const length = kernel.space[kernel.space.length - 1]
  return locals.flatMap((local, index) => {
    const lanes = Math.min(LANES, length - LANES * index)
    const value = (): Ref => scaled(body, reduction, vector(module, local))
    return storeLanes(module, lanes, at + VECTOR_BYTES * index, () => movedBy(emission, each, along), value)
  })
}

/** Sums in memory begin empty. */
export function clear(body: LoopBody, reduction: Reduction): Ref[] {
  const { emission, kernel, locals } = body
  const { module } = emission
  if (!isMetAgain(kernel, reduction)) return []
  const { at, each } = addressOf(emission, reduction.out.value)
  const along = bytesAlongCut(emission, reduction.out.strides)
  const size = emission.cut ? emission.cut.length * reduction.out.strides[emission.cut.axis] : sizeOf(emission.program.graph, reduction.out.value)
  const pointer = locals.integer()
  const put = (lanes: number): Ref[] =>
    storeLanes(module, lanes, at, () => integer(module, pointer), () => identity(body, reduction))
  const whole = Math.floor(size / LANES)
  const label = `clear ${reduction.out.value}`
  return [
    module.local.set(pointer, movedBy(emission, each, along)),
    ...repeat({ module, locals, label }, whole, whole > 0 ? [...put(LANES), ...advance(module, pointer, VECTOR_BYTES)] : []),
    ...(size % LANES > 0 ? put(size % LANES) : [])
  ]
}
