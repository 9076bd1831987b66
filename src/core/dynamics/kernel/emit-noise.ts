/**
 * Gaussian noise on a row of numbers, as WebAssembly SIMD: the numbers of `normal` in core/random/stream.ts, Philox words
 * through Box and Muller's transformation, sixteen at a time, rounded to single precision.
 */
import binaryen from 'binaryen'
import { writeNormals } from './emit-normals'
import { createWriter } from './writer'
import type { Writer } from './writer'

type Ref = binaryen.ExpressionRef
type Module = binaryen.Module

/** Arguments of `noise`: byte address of the row, the stream's address (see core/random/stream.ts), standard deviation. */
const Row = 0
const Sample = 1
const BatchLow = 2
const BatchHigh = 3
const Seed = 4
const Purpose = 5
const Deviation = 6
/** Locals: next block of the stream, groups left; vectors. */
const Block = 7
const Groups = 8
/** Four normal numbers of each of four blocks: lane k belongs to block k. */
const NORMALS = [9, 10, 11, 12] as const
const SCRATCH = 13
const FIRST_FREE = 14

const BLOCKS = 4
const NUMBERS = 16
const LANES = 4

/** Adds the function `noise(row, sample, batchLow, batchHigh, seed, purpose, deviation)`, which adds noise to `length` numbers. */
export function emitNoise(module: Module, length: number): void {
  const { i32, f32, v128, none } = binaryen
  const groups = Math.floor(length / NUMBERS)
  const advance = (local: number, by: number): Ref =>
    module.local.set(local, module.i32.add(module.local.get(local, i32), module.i32.const(by)))
  const { statements, vectors } = emitNormals(module)
  const group = module.block(null, [
    ...statements,
    ...rows(module).flatMap((numbers, index) => addFour(module, 4 * LANES * index, numbers)),
    advance(Block, BLOCKS),
    advance(Row, 4 * NUMBERS),
    advance(Groups, -1),
    module.br('group', module.local.get(Groups, i32))
  ])
  const rest = length % NUMBERS
  const body = [
    module.local.set(Groups, module.i32.const(groups)),
    ...(groups > 0 ? [module.loop('group', group)] : []),
    ...(rest > 0 ? [...emitNormals(module).statements, ...addRest(module, rest)] : [])
  ]
  const own = Array.from({ length: FIRST_FREE - NORMALS[0] + vectors() }, () => v128)
  const parameters = binaryen.createType([i32, i32, i32, i32, i32, i32, f32])
  module.addFunction('noise', parameters, none, [i32, i32, ...own], module.block(null, body))
  module.addFunctionExport('noise', 'noise')
}

/** Sixteen normal numbers times the deviation, from the blocks `Block` to `Block + 3`, into NORMALS. */
function emitNormals(module: Module): Writer {
  const writer = createWriter(module, FIRST_FREE)
  const splat = (local: number): Ref => module.i32x4.splat(module.local.get(local, binaryen.i32))
  const lanes = new Uint8Array(Uint32Array.of(0, 1, 2, 3).buffer)
  const block = writer.keep(module.i32x4.add(splat(Block), module.v128.const(lanes)))
  const counters = [block, () => splat(Sample), () => splat(BatchLow), () => splat(BatchHigh)] as const
  const normals = writeNormals(writer, { counters, key: [() => splat(Seed), () => splat(Purpose)], deviation: Deviation })
  writer.statements.push(...normals.map((value, k) => module.local.set(NORMALS[k] ?? -1, value())))
  return writer
}

/** The four normals of block k as one vector, for k = 0 to 3: a 4 x 4 transposition. */
function rows(module: Module): Ref[] {
  const { v128 } = binaryen
  const lane = (...lanes: number[]): number[] => lanes.flatMap((k) => [4 * k, 4 * k + 1, 4 * k + 2, 4 * k + 3])
  const [n0, n1, n2, n3] = NORMALS
  const pair = (a: number, b: number, lanes: number[]): Ref =>
    module.i8x16.shuffle(module.local.get(a, v128), module.local.get(b, v128), lanes)
  const row = (lanes: number[], half: number[]): Ref => module.i8x16.shuffle(pair(n0, n1, lanes), pair(n2, n3, lanes), half)
  const [first, last] = [lane(0, 4, 1, 5), lane(2, 6, 3, 7)]
  const [low, high] = [lane(0, 1, 4, 5), lane(2, 3, 6, 7)]
  return [row(first, low), row(first, high), row(last, low), row(last, high)]
}

function addFour(module: Module, offset: number, numbers: Ref): Ref[] {
  const row = (): Ref => module.local.get(Row, binaryen.i32)
  return [module.v128.store(offset, 4, row(), module.f32x4.add(module.v128.load(offset, 4, row()), numbers))]
}

/** The first `rest` of the sixteen, nothing written past them. */
function addRest(module: Module, rest: number): Ref[] {
  const { i32, v128 } = binaryen
  const row = (): Ref => module.local.get(Row, i32)
  return rows(module).flatMap((numbers, index) => {
    const offset = 4 * LANES * index
    const lanes = Math.min(LANES, rest - LANES * index)
    if (lanes <= 0) return []
    if (lanes === LANES) return addFour(module, offset, numbers)
    const one = (lane: number): Ref => {
      const here = module.f32.load(offset + 4 * lane, 4, row())
      return module.f32.store(offset + 4 * lane, 4, row(), module.f32.add(here, module.f32x4.extract_lane(module.local.get(SCRATCH, v128), lane)))
    }
    return [module.local.set(SCRATCH, numbers), ...Array.from({ length: lanes }, (_, lane) => one(lane))]
  })
}
