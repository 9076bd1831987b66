/**
 * The random forces on a block of sweeps: each lane has the normal numbers of its own stream, those of `normal` in core/random/stream.ts
 * in their order, times the square root of dt. A vector holds one number of four streams, so that nothing is transposed.
 */
import binaryen from 'binaryen'
import type { Ref } from '../functions/body'
import { NUMBERS_IN_A_BLOCK } from '../../random/stream'
import { emitNormals } from './emit-normals'
import type { NormalsEmission } from './emit-normals'
import { emitPhiloxKeys, PHILOX_ROUNDS } from './emit-philox'
import type { PhiloxLocals } from './emit-philox'
import type { KernelLayout } from './layout'

type Module = binaryen.Module

/** Arguments of `forces`: what the streams of all lanes have in common (see core/random/stream.ts), and sqrt(dt). */
const BatchLow = 0
const BatchHigh = 1
const Seed = 2
const Purpose = 3
const Size = 4
/** Locals: counter blocks done, and where the numbers of the next go; vectors follow. */
const Block = 5
const Pointer = 6
const FIRST_VECTOR = 7
const SIDE_BY_SIDE = 2

interface Emission extends NormalsEmission {
  readonly layout: KernelLayout
  /** sqrt(dt) in every lane. */
  readonly scale: number
}

/**
 * Adds `forces(batchLow, batchHigh, seed, purpose, size)`, which fills the increments of a block of sweeps; memory says which sample and
 * which block of its stream a lane begins with.
 */
export function emitForces(module: Module, layout: KernelLayout, vectors: number, relaxed: boolean): void {
  const { i32, f32, v128, none } = binaryen
  let count = 0
  const vector = (): number => FIRST_VECTOR + count++
  const several = (length: number): number[] => Array.from({ length }, vector)
  const keys = { keys0: several(PHILOX_ROUNDS), keys1: several(PHILOX_ROUNDS) }
  const scale = vector()
  const philox = (): PhiloxLocals => ({
    words: [vector(), vector(), vector(), vector()],
    low0: vector(),
    high0: vector(),
    low1: vector(),
    high1: vector(),
    ...keys
  })
  const streams = Array.from({ length: vectors }, (_, index) => fourStreams({ module, layout, philox: philox(), scale, vector, relaxed }, index))
  const blocks = Math.ceil((layout.noisy * layout.steps) / NUMBERS_IN_A_BLOCK)
  const advance = (local: number, by: number): Ref =>
    module.local.set(local, module.i32.add(module.local.get(local, i32), module.i32.const(by)))
  const loop = [
    ...sideBySide(streams),
    advance(Pointer, NUMBERS_IN_A_BLOCK * 4 * layout.lanes),
    advance(Block, 1),
    module.br('block', module.i32.ne(module.local.get(Block, i32), module.i32.const(blocks)))
  ]
  const body = [
    ...emitPhiloxKeys(module, keys, Seed, Purpose),
    module.local.set(scale, module.f32x4.splat(module.local.get(Size, f32))),
    module.local.set(Block, module.i32.const(0)),
    module.local.set(Pointer, module.i32.const(layout.incrementsAt)),
    module.loop('block', module.block(null, loop))
  ]
  const locals = [i32, i32, ...Array.from({ length: count }, () => v128)]
  module.addFunction('forces', binaryen.createType([i32, i32, i32, i32, f32]), none, locals, module.block(null, body))
  module.addFunctionExport('forces', 'forces')
}

/** Two vectors together, statement by statement, then the next two. */
function sideBySide(vectors: readonly (readonly Ref[])[]): Ref[] {
  const woven: Ref[] = []
  for (let first = 0; first < vectors.length; first += SIDE_BY_SIDE) {
    const beside = vectors.slice(first, first + SIDE_BY_SIDE)
    beside[0]?.forEach((_, k) => woven.push(...beside.flatMap((statements) => statements.slice(k, k + 1))))
  }
  return woven
}

/** One counter block of four streams: four numbers of each, into four rows of increments. */
function fourStreams(emission: Emission, index: number): Ref[] {
  const { module, layout, scale } = emission
  const { i32, v128 } = binaryen
  const splat = (local: number): Ref => module.i32x4.splat(module.local.get(local, i32))
  const begin = (row: number): Ref => module.v128.load(layout.streamsAt + 4 * layout.lanes * row + 16 * index, 16, module.i32.const(0))
  const counter = [module.i32x4.add(splat(Block), begin(1)), begin(0), splat(BatchLow), splat(BatchHigh)] as const
  const { statements, numbers } = emitNormals(emission, counter, (length) => module.f32x4.mul(module.local.get(scale, v128), length))
  const stores = numbers.map((value, row) =>
    module.v128.store(4 * layout.lanes * row + 16 * index, 16, module.local.get(Pointer, i32), value())
  )
  return [...statements, ...stores]
}
