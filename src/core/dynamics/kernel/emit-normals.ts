/**
 * Normal numbers as WebAssembly SIMD: the words of Philox through Box and Muller's transformation, the numbers of `normal` in
 * core/random/stream.ts rounded to single precision.
 */
import binaryen from 'binaryen'
import { constants } from '../functions/body'
import type { Body, Kept, Ref } from '../functions/body'
import { normalLog } from '../functions/log'
import { quarterTurnsOfWord, sineAndCosineOf } from '../functions/quarter-turns'
import { writePhilox } from './emit-philox'
import type { Words } from './emit-philox'
import type { Writer } from './writer'

/** Which numbers of which streams: vectors whose lane k belongs to block k. */
export interface NormalsAt {
  /** Place in the stream, sample, and batch as two words. */
  readonly counters: Words
  /** Seed and purpose. */
  readonly key: readonly [Kept, Kept]
  /** Local of type f32: the standard deviation. */
  readonly deviation: number
}

/** @returns the four numbers of each block, in their order; lane k of all of them belongs to block k */
export function writeNormals(writer: Writer, { counters, key, deviation }: NormalsAt): readonly Kept[] {
  const [a, b, c, d] = writePhilox(writer, counters, key)
  return [...pair(writer, a, b, deviation), ...pair(writer, c, d, deviation)]
}

/** Two numbers from two words: length (cos, sin) of a random angle. */
function pair(writer: Writer, first: Kept, second: Kept, deviation: number): readonly Kept[] {
  const { module, keep } = writer
  const { f32x4 } = module
  const body = bodyAt(writer, uniform(writer, first()))
  const size = f32x4.splat(module.local.get(deviation, binaryen.f32))
  const length = keep(f32x4.mul(size, f32x4.sqrt(f32x4.mul(body.splat(-2), normalLog(body)))))
  const turning = bodyAt(writer, second())
  const [sine, cosine] = sineAndCosineOf(turning, quarterTurnsOfWord(turning))
  return [cosine, sine].map((part) => keep(f32x4.mul(length(), part)))
}

/** A place to write functions of `x` in, among the writer's own statements. */
function bodyAt({ module, keep }: Writer, x: Ref): Body {
  const multiplyAdd = (a: Ref, b: Ref, c: Ref): Ref => module.f32x4.add(module.f32x4.mul(a, b), c)
  const kept = keep(x)
  return { module, x: kept, y: kept, keep, multiplyAdd, ...constants(module) }
}

/** (word + 1) 2^-32 in (0, 1]. */
function uniform({ module: { f32x4 }, module }: Writer, word: Ref): Ref {
  const { splat } = constants(module)
  return f32x4.mul(f32x4.add(f32x4.convert_i32x4_u(word), splat(1)), splat(2 ** -32))
}
