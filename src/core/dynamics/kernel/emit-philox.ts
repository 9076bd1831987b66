/**
 * Philox4x32-10 (core/random/philox.ts) for four blocks at once, as WebAssembly SIMD: lane k of the four results holds
 * the words of block `first + k`.
 */
import binaryen from 'binaryen'

type Ref = binaryen.ExpressionRef
type Module = binaryen.Module

const MULTIPLIER_0 = 0xd2511f53
const MULTIPLIER_1 = 0xcd9e8d57
const WEYL_0 = 0x9e3779b9
const WEYL_1 = 0xbb67ae85
export const PHILOX_ROUNDS = 10

/** Bytes 4 to 7 and 12 to 15 of both operands: the high words of two pairs of 64-bit products; likewise the low words. */
const HIGH_WORDS = [4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31]
const LOW_WORDS = [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27]

/** Locals, all of a caller's function, v128. */
export interface PhiloxLocals {
  /** Four i32x4 counters that become the words. */
  readonly words: readonly [number, number, number, number]
  /** Scratch: two pairs of 64-bit products. */
  readonly low0: number
  readonly high0: number
  readonly low1: number
  readonly high1: number
  /** [PHILOX_ROUNDS] of each half of the key, as `emitPhiloxKeys` leaves them. */
  readonly keys0: readonly number[]
  readonly keys1: readonly number[]
}

/** The keys of all rounds, once for a stream. @param key0 i32 local with the seed; @param key1 with the purpose */
export function emitPhiloxKeys(module: Module, { keys0, keys1 }: Pick<PhiloxLocals, 'keys0' | 'keys1'>, key0: number, key1: number): Ref[] {
  const set = (locals: readonly number[], key: number, step: number): Ref[] =>
    locals.map((local, round) => {
      const moved = module.i32.add(module.local.get(key, binaryen.i32), module.i32.const(Math.imul(round, step)))
      return module.local.set(local, module.i32x4.splat(moved))
    })
  return [...set(keys0, key0, WEYL_0), ...set(keys1, key1, WEYL_1)]
}

/** Instructions that turn the counters in `words` into random words, in place. */
export function emitPhilox(module: Module, locals: PhiloxLocals): Ref[] {
  return Array.from({ length: PHILOX_ROUNDS }, (_, round) => emitRound(module, locals, round)).flat()
}

function emitRound(module: Module, { words, low0, high0, low1, high1, keys0, keys1 }: PhiloxLocals, round: number): Ref[] {
  const { v128 } = binaryen
  const [c0, c1, c2, c3] = words
  const get = (local: number | undefined): Ref => module.local.get(local ?? -1, v128)
  const products = (of: number, by: number, low: number, high: number): Ref[] => {
    const factor = (): Ref => module.i32x4.splat(module.i32.const(by | 0))
    return [
      module.local.set(low, module.i64x2.extmul_low_i32x4_u(get(of), factor())),
      module.local.set(high, module.i64x2.extmul_high_i32x4_u(get(of), factor()))
    ]
  }
  const pick = (low: number, high: number, bytes: number[]): Ref => module.i8x16.shuffle(get(low), get(high), bytes)
  const mix = (product: Ref, word: number, key: number | undefined): Ref =>
    module.v128.xor(module.v128.xor(product, get(word)), get(key))
  return [
    ...products(c0, MULTIPLIER_0, low0, high0),
    ...products(c2, MULTIPLIER_1, low1, high1),
    module.local.set(c0, mix(pick(low1, high1, HIGH_WORDS), c1, keys0[round])),
    module.local.set(c2, mix(pick(low0, high0, HIGH_WORDS), c3, keys1[round])),
    module.local.set(c1, pick(low1, high1, LOW_WORDS)),
    module.local.set(c3, pick(low0, high0, LOW_WORDS))
  ]
}
