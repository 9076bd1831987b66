/**
 * out [columns, rows] = a^T in blocks of 4 x 4 that are turned in registers (Intel's _MM_TRANSPOSE4_PS: pairs of rows
 * interleaved twice); edges number by number.
 */
import { FLOAT_BYTES, LANES, addKernelFunction, addressOf, advance, createLocals, integer, movedBy, repeat, vector } from './emission'
import type { Emission, Ref } from './emission'
import type { TransposeKernel } from './kernels'

/** Bytes of two vectors, as i8x16.shuffle counts them: the lower and upper halves interleaved by lanes, and by halves. */
const lanes = (...order: readonly number[]): number[] =>
  order.flatMap((lane) => Array.from({ length: FLOAT_BYTES }, (_, byte) => FLOAT_BYTES * lane + byte))
const LOW = lanes(0, 4, 1, 5)
const HIGH = lanes(2, 6, 3, 7)
const FIRST_HALVES = lanes(0, 1, 4, 5)
const LAST_HALVES = lanes(2, 3, 6, 7)

/** All of a matrix, or a part of its rows. */
export function emitTranspose(emission: Emission, name: string, { a, out, rows: all, columns }: TransposeKernel): void {
  const { module, cut } = emission
  const rows = cut ? cut.length : all
  const locals = createLocals(emission)
  const [from, to] = [locals.integer(), locals.integer()]
  const [source, target] = [addressOf(emission, a), addressOf(emission, out)]
  const inRow = FLOAT_BYTES * columns
  const outRow = FLOAT_BYTES * all
  const block = Array.from({ length: LANES }, () => locals.vector())
  const pairs = Array.from({ length: LANES }, () => locals.vector())
  const get = (local: number): Ref => vector(module, local)
  const shuffle = (x: number, y: number, order: number[]): Ref => module.i8x16.shuffle(get(x), get(y), order)
  const turned = [
    shuffle(pairs[0], pairs[2], FIRST_HALVES),
    shuffle(pairs[0], pairs[2], LAST_HALVES),
    shuffle(pairs[1], pairs[3], FIRST_HALVES),
    shuffle(pairs[1], pairs[3], LAST_HALVES)
  ]
  const turn = [
    ...block.map((local, i) => module.local.set(local, module.v128.load(source.at + inRow * i, FLOAT_BYTES, integer(module, from)))),
    module.local.set(pairs[0], shuffle(block[0], block[1], LOW)),
    module.local.set(pairs[1], shuffle(block[0], block[1], HIGH)),
    module.local.set(pairs[2], shuffle(block[2], block[3], LOW)),
    module.local.set(pairs[3], shuffle(block[2], block[3], HIGH)),
    ...turned.map((value, i) => module.v128.store(target.at + outRow * i, FLOAT_BYTES, integer(module, to), value))
  ]
  const one = [
    module.i32.store(target.at, FLOAT_BYTES, integer(module, to), module.i32.load(source.at, FLOAT_BYTES, integer(module, from)))
  ]
  /** A walk over [down] by [across], each step a piece of so many rows and columns. */
  const walk = (label: string, piece: readonly Ref[], size: number, down: number, across: number): Ref[] => {
    const row = [...piece, ...advance(module, from, FLOAT_BYTES * size), ...advance(module, to, outRow * size)]
    return repeat({ module, locals, label: `${label} rows` }, down, [
      ...repeat({ module, locals, label: `${label} columns` }, across, row),
      ...advance(module, from, inRow * size - FLOAT_BYTES * size * across),
      ...advance(module, to, FLOAT_BYTES * size - outRow * size * across)
    ])
  }
  const begin = (row: number, column: number): Ref[] => [
    module.local.set(from, movedBy(emission, source.each, inRow)),
    ...advance(module, from, inRow * row + FLOAT_BYTES * column),
    module.local.set(to, movedBy(emission, target.each, FLOAT_BYTES)),
    ...advance(module, to, outRow * column + FLOAT_BYTES * row)
  ]
  const wholeRows = LANES * Math.floor(rows / LANES)
  const wholeColumns = LANES * Math.floor(columns / LANES)
  const copied = one.map((ref) => module.copyExpression(ref))
  const body = [
    ...begin(0, 0),
    ...walk('block', turn, LANES, wholeRows / LANES, wholeColumns / LANES),
    ...begin(0, wholeColumns),
    ...walk('right', one, 1, wholeRows, columns - wholeColumns),
    ...begin(wholeRows, 0),
    ...walk('below', copied, 1, rows - wholeRows, columns)
  ]
  addKernelFunction(emission, name, locals, module.block(null, body))
}
