/** Philox4x32-10 (core/random/philox.ts) for four blocks at once, as WebAssembly SIMD: lane k of every vector belongs to block k. */
import { constants } from '../functions/body'
import type { Kept, Ref } from '../functions/body'
import type { Writer } from './writer'

const MULTIPLIER_0 = 0xd2511f53
const MULTIPLIER_1 = 0xcd9e8d57
const WEYL_0 = 0x9e3779b9
const WEYL_1 = 0xbb67ae85
const ROUNDS = 10

/** Bytes 4 to 7 and 12 to 15 of both operands: the high words of two pairs of 64-bit products; likewise the low words. */
const HIGH_WORDS = [4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31]
const LOW_WORDS = [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27]

export type Words = readonly [Kept, Kept, Kept, Kept]

/** @returns the random words of four counters under the key, which is the seed and the purpose */
export function writePhilox(writer: Writer, counters: Words, key: readonly [Kept, Kept]): Words {
  const { module, keep } = writer
  const { bits } = constants(module)
  let [words, [key0, key1]] = [counters, key]
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0) {
      key0 = keep(module.i32x4.add(key0(), bits(WEYL_0)))
      key1 = keep(module.i32x4.add(key1(), bits(WEYL_1)))
    }
    words = writeRound(writer, words, key0, key1)
  }
  return words
}

function writeRound(writer: Writer, [c0, c1, c2, c3]: Words, key0: Kept, key1: Kept): Words {
  const { module, keep } = writer
  const first = products(writer, c0, MULTIPLIER_0)
  const second = products(writer, c2, MULTIPLIER_1)
  const mix = (product: Ref, word: Kept, key: Kept): Kept => keep(module.v128.xor(module.v128.xor(product, word()), key()))
  return [mix(second(HIGH_WORDS), c1, key0), keep(second(LOW_WORDS)), mix(first(HIGH_WORDS), c3, key1), keep(first(LOW_WORDS))]
}

/** Four products of 64 bits. @returns a function that picks their high or low words */
function products({ module, keep }: Writer, word: Kept, factor: number): (bytes: number[]) => Ref {
  const by = constants(module).bits(factor)
  const low = keep(module.i64x2.extmul_low_i32x4_u(word(), by))
  const high = keep(module.i64x2.extmul_high_i32x4_u(word(), module.copyExpression(by)))
  return (bytes) => module.i8x16.shuffle(low(), high(), bytes)
}
