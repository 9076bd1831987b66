/**
 * Gaussian noise on a row of numbers, as WebAssembly SIMD: the numbers of `normal` in core/random/stream.ts, Philox words
 * through Box and Muller's transformation, sixteen at a time, in single precision.
 */
import binaryen from 'binaryen'
import type { Kept } from '../functions/body'
import { emitNormals } from './emit-normals'
import type { Normals, NormalsEmission } from './emit-normals'
import { emitPhiloxKeys, PHILOX_ROUNDS } from './emit-philox'
import type { PhiloxLocals } from './emit-philox'
import { fusedMultiplyAdd } from './relaxed-simd'

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
/** Locals: next block of the stream, groups left; vectors follow. */
const Block = 7
const Groups = 8
const FIRST_VECTOR = 9

const BLOCKS = 4
const NUMBERS = 16
const LANES = 4

interface Emission extends NormalsEmission {
  /** The deviation in every lane. */
  readonly scale: number
}

/**
 * Adds the function `noise(row, sample, batchLow, batchHigh, seed, purpose, deviation)`, which adds noise to `length` numbers.
 * @param relaxed whether products may be fused with sums
 */
export function emitNoise(module: Module, length: number, relaxed: boolean): void {
  const { i32, f32, v128, none } = binaryen
  let vectors = 0
  const vector = (): number => FIRST_VECTOR + vectors++
  const several = (count: number): number[] => Array.from({ length: count }, vector)
  const philox: PhiloxLocals = {
    words: [vector(), vector(), vector(), vector()],
    low0: vector(),
    high0: vector(),
    low1: vector(),
    high1: vector(),
    keys0: several(PHILOX_ROUNDS),
    keys1: several(PHILOX_ROUNDS)
  }
  const emission: Emission = { module, philox, scale: vector(), vector, relaxed }
  const [groups, rest] = [Math.floor(length / NUMBERS), length % NUMBERS]
  const body = [
    ...emitPhiloxKeys(module, philox, Seed, Purpose),
    module.local.set(emission.scale, module.f32x4.splat(module.local.get(Deviation, f32))),
    module.local.set(Groups, module.i32.const(groups)),
    ...(groups > 0 ? [module.loop('group', module.block(null, wholeGroup(emission)))] : []),
    ...(rest > 0 ? addRest(emission, normalsOf(emission), rest) : [])
  ]
  const parameters = binaryen.createType([i32, i32, i32, i32, i32, i32, f32])
  const locals = [i32, i32, ...Array.from({ length: vectors }, () => v128)]
  module.addFunction('noise', parameters, none, locals, module.block(null, body))
  module.addFunctionExport('noise', 'noise')
}

function wholeGroup(emission: Emission): Ref[] {
  const { module } = emission
  const advance = (local: number, by: number): Ref =>
    module.local.set(local, module.i32.add(module.local.get(local, binaryen.i32), module.i32.const(by)))
  const normals = normalsOf(emission)
  return [
    ...normals.statements,
    ...rows(module, normals.numbers).flatMap((numbers, index) => addFour(emission, 4 * LANES * index, numbers)),
    advance(Block, BLOCKS),
    advance(Row, 4 * NUMBERS),
    advance(Groups, -1),
    module.br('group', module.local.get(Groups, binaryen.i32))
  ]
}

/** Sixteen standard normal numbers from the blocks `Block` to `Block + 3`: lane k belongs to block k. */
function normalsOf(emission: Emission): Normals {
  const { module } = emission
  const splat = (local: number): Ref => module.i32x4.splat(module.local.get(local, binaryen.i32))
  const lanes = new Uint8Array(Uint32Array.of(0, 1, 2, 3).buffer)
  const block = module.i32x4.add(splat(Block), module.v128.const(lanes))
  return emitNormals(emission, [block, splat(Sample), splat(BatchLow), splat(BatchHigh)])
}

/** The four normals of block k as one vector, for k = 0 to 3: a 4 x 4 transposition. */
function rows(module: Module, [n0, n1, n2, n3]: Normals['numbers']): Ref[] {
  const lane = (...lanes: number[]): number[] => lanes.flatMap((k) => [4 * k, 4 * k + 1, 4 * k + 2, 4 * k + 3])
  const pair = (a: Kept, b: Kept, lanes: number[]): Ref => module.i8x16.shuffle(a(), b(), lanes)
  const row = (lanes: number[], half: number[]): Ref => module.i8x16.shuffle(pair(n0, n1, lanes), pair(n2, n3, lanes), half)
  const [first, last] = [lane(0, 4, 1, 5), lane(2, 6, 3, 7)]
  const [low, high] = [lane(0, 1, 4, 5), lane(2, 3, 6, 7)]
  return [row(first, low), row(first, high), row(last, low), row(last, high)]
}

function addFour({ module, scale, relaxed }: Emission, offset: number, numbers: Ref): Ref[] {
  const row = (): Ref => module.local.get(Row, binaryen.i32)
  const [here, size] = [module.v128.load(offset, 4, row()), module.local.get(scale, binaryen.v128)]
  const sum = relaxed ? fusedMultiplyAdd(module, size, numbers, here) : module.f32x4.add(here, module.f32x4.mul(size, numbers))
  return [module.v128.store(offset, 4, row(), sum)]
}

/** The first `rest` of the sixteen, nothing written past them. */
function addRest(emission: Emission, { statements, numbers }: Normals, rest: number): Ref[] {
  const { module, scale, vector } = emission
  const { i32, v128 } = binaryen
  const row = (): Ref => module.local.get(Row, i32)
  const added = rows(module, numbers).flatMap((four, index) => {
    const offset = 4 * LANES * index
    const lanes = Math.min(LANES, rest - LANES * index)
    if (lanes <= 0) return []
    if (lanes === LANES) return addFour(emission, offset, four)
    const scratch = vector()
    const one = (lane: number): Ref => {
      const here = module.f32.load(offset + 4 * lane, 4, row())
      return module.f32.store(offset + 4 * lane, 4, row(), module.f32.add(here, module.f32x4.extract_lane(module.local.get(scratch, v128), lane)))
    }
    const scaled = module.f32x4.mul(four, module.local.get(scale, v128))
    return [module.local.set(scratch, scaled), ...Array.from({ length: lanes }, (_, lane) => one(lane))]
  })
  return [...statements, ...added]
}
