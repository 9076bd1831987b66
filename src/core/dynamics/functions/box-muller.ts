/**
 * Box and Muller's transformation (Ann. Math. Stat. 29 (1958) 610) of random words: two standard normal numbers of two words, as
 * `normal` in core/random/stream.ts makes them, within 2e-6. Words are angles and logarithms without detours: a quarter turn is the two
 * highest bits of a word, and the logarithm's argument is never zero, subnormal or infinite.
 */
import type { Body, Kept, Ref } from './body'
import { unitLog } from './log'
import { sineAndCosine } from './quarter-turns'

/** sqrt(-2 ln u) with u = (word + 1) 2^-32 in (0, 1]. @param word 32 random bits in each lane */
export function radius(body: Body, word: Ref): Ref {
  const { module, keep, splat } = body
  const { f32x4 } = module
  const u = keep(f32x4.mul(f32x4.add(f32x4.convert_i32x4_u(word), splat(1)), splat(2 ** -32)))
  return f32x4.sqrt(f32x4.mul(splat(-2), unitLog(body, u)))
}

/** Cosine and sine of 2 pi word 2^-32. */
export function direction(body: Body, word: Kept): { readonly cosine: Kept; readonly sine: Kept } {
  const { module, keep, splat, bits } = body
  const { f32x4, i32x4 } = module
  const k = keep(i32x4.shr_s(i32x4.add(word(), bits(2 ** 29)), module.i32.const(30)))
  const left = i32x4.sub(word(), i32x4.shl(k(), module.i32.const(30)))
  const r = keep(f32x4.mul(f32x4.convert_i32x4_s(left), splat((Math.PI / 2) * 2 ** -30)))
  return sineAndCosine(body, k, r)
}
