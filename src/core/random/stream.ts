/**
 * Random numbers addressed by (seed, purpose, batch, sample, index): the key holds seed and purpose, the counter the
 * rest. Nothing is carried from one draw to the next but the place in the stream.
 */
import { philox4x32 } from './philox'
import type { Purpose } from './purpose'

const TWO_TO_MINUS_24 = 2 ** -24
const TWO_TO_MINUS_32 = 2 ** -32
const TWO_TO_MINUS_53 = 2 ** -53
const WORDS_IN_A_BLOCK = 4

/** One stream and the place reached in it. Reused for many samples by `seek`, so that batches allocate nothing. */
export interface Stream {
  readonly seed: number
  readonly purpose: Purpose
  batchLow: number
  batchHigh: number
  sample: number
  /** Next counter block. */
  block: number
  /** Words of `words` already used. */
  used: number
  readonly words: Uint32Array
  /** The second number of a Box-Muller pair, kept for the next call; NaN when there is none. */
  spareNormal: number
}

/** @param seed unsigned 32-bit integer */
export function createStream(seed: number, purpose: Purpose): Stream {
  const stream: Stream = {
    seed,
    purpose,
    batchLow: 0,
    batchHigh: 0,
    sample: 0,
    block: 0,
    used: WORDS_IN_A_BLOCK,
    words: new Uint32Array(WORDS_IN_A_BLOCK),
    spareNormal: NaN
  }
  return seek(stream, 0, 0)
}

/** Words, and so uniform numbers or normal ones, in one counter block. */
export const NUMBERS_IN_A_BLOCK = WORDS_IN_A_BLOCK

/**
 * Goes to the beginning of one sample's stream, or to a block inside it.
 * @param batch integer from 0 to 2^53 - 1
 * @param sample unsigned 32-bit integer
 */
export function seek(stream: Stream, batch: number, sample: number, block = 0): Stream {
  stream.batchLow = batch >>> 0
  stream.batchHigh = Math.floor(batch * TWO_TO_MINUS_32)
  stream.sample = sample
  stream.block = block
  stream.used = WORDS_IN_A_BLOCK
  stream.spareNormal = NaN
  return stream
}

/** @returns the next unsigned 32-bit word */
export function nextWord(stream: Stream): number {
  if (stream.used === WORDS_IN_A_BLOCK) {
    const { words, block, sample, batchLow, batchHigh, seed, purpose } = stream
    philox4x32(words, block, sample, batchLow, batchHigh, seed, purpose)
    stream.block = block + 1
    stream.used = 0
  }
  return stream.words[stream.used++] ?? 0
}

/** @returns a number in [0, 1) with 24 random bits, exact in single precision */
export function uniformSingle(stream: Stream): number {
  return (nextWord(stream) >>> 8) * TWO_TO_MINUS_24
}

/** @returns a number in [0, 1) with 53 random bits; uses two words */
export function uniform(stream: Stream): number {
  const high = nextWord(stream) >>> 5
  const low = nextWord(stream) >>> 6
  return (high * 2 ** 26 + low) * TWO_TO_MINUS_53
}

/**
 * A standard normal number by Box and Muller, Ann. Math. Stat. 29 (1958) 610. Made in pairs from two words each; 32 bits
 * of the radius reach 6.66 standard deviations.
 */
export function normal(stream: Stream): number {
  const spare = stream.spareNormal
  if (!Number.isNaN(spare)) {
    stream.spareNormal = NaN
    return spare
  }
  // (word + 1) 2^-32 lies in (0, 1], so the logarithm is finite.
  const radius = Math.sqrt(-2 * Math.log((nextWord(stream) + 1) * TWO_TO_MINUS_32))
  const angle = 2 * Math.PI * nextWord(stream) * TWO_TO_MINUS_32
  stream.spareNormal = radius * Math.sin(angle)
  return radius * Math.cos(angle)
}

/**
 * An integer in [0, bound), without the bias of a plain remainder (rejection).
 * @param bound integer from 1 to 2^32
 */
export function integerBelow(stream: Stream, bound: number): number {
  const limit = 2 ** 32 - (2 ** 32 % bound)
  let word = nextWord(stream)
  while (word >= limit) word = nextWord(stream)
  return word % bound
}
