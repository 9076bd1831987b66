/**
 * x = k pi/2 + r with |r| <= pi/4, for |x| <= 10^4: pi/2 in parts of 11 bits, whose multiples by k < 2^13 are exact in
 * single precision, and a rest (W. J. Cody and W. Waite, Software Manual for the Elementary Functions (1980), chapter 8). Beyond,
 * digits are lost one by one, and r is kept within its bounds, so that a sine stays a sine; a kernel takes phases that grow with
 * time from a table made in double precision instead.
 */
import { polynomial } from './body'
import type { Body, Kept, Ref } from './body'

const PART_BITS = [10, 21, 32] as const
/** pi/2 cut after so many binary digits, part by part, then what is left. */
const PARTS = PART_BITS.reduce<readonly number[]>((parts, digits) => {
  const left = parts.reduce((rest, part) => rest - part, Math.PI / 2)
  return [...parts, Math.floor(left * 2 ** digits) / 2 ** digits]
}, [])
/** pi/2 = 1.5707963267948966 + 6.123233995736766e-17 */
const REST = PARTS.reduce((rest, part) => rest - part, Math.PI / 2) + 6.123233995736766e-17
/** A little more than pi/4, which the rounding of x 2/pi may pass by 4e-4 at 10^4. */
const LARGEST = 0.79

export interface QuarterTurns {
  /** Integer, as int32. */
  readonly k: Kept
  readonly r: Kept
  /** What the rounding of r lost, which is at most half a unit in its last place. */
  readonly rest: Kept
}

export function quarterTurns({ module, x, keep, splat }: Body): QuarterTurns {
  const { f32x4, i32x4 } = module
  const [high = 0, middle = 0, low = 0] = PARTS
  const turns = keep(f32x4.nearest(f32x4.mul(x(), splat(2 / Math.PI))))
  const times = (part: number): Ref => f32x4.mul(turns(), splat(part))
  // Exact, since the numbers are close
  const coarse = keep(f32x4.sub(f32x4.sub(x(), times(high)), times(middle)))
  const [b, c] = [keep(times(low)), keep(times(REST))]
  const fine = keep(f32x4.sub(coarse(), b()))
  const r = keep(f32x4.sub(fine(), c()))
  const lostFirst = f32x4.sub(f32x4.sub(coarse(), fine()), b())
  const rest = keep(f32x4.add(f32x4.sub(f32x4.sub(fine(), r()), c()), lostFirst))
  const inside = keep(f32x4.pmax(f32x4.pmin(r(), splat(LARGEST)), splat(-LARGEST)))
  return { k: keep(i32x4.trunc_sat_f32x4_s(turns())), r: inside, rest }
}

/** sin r and cos r on |r| <= pi/4; the polynomials are those of sinf and cosf in S. L. Moshier's Cephes library. */
const SINE = [-1.6666654611e-1, 8.3321608736e-3, -1.9515295891e-4]
const COSINE = [4.166664568298827e-2, -1.388731625493765e-3, 2.443315711809948e-5]

/** sin(r + k pi/2): the sine or the cosine of r, with the sign of the quarter. */
export function sineOf(body: Body, { k, r, rest }: QuarterTurns): Ref {
  const { module, keep, bits } = body
  const { i32x4, v128 } = module
  const square = keep(module.f32x4.mul(r(), r()))
  const isOdd = i32x4.ne(v128.and(k(), bits(1)), bits(0))
  const sign = i32x4.shl(v128.and(k(), bits(2)), module.i32.const(30))
  return v128.xor(v128.bitselect(cosine(body, r, square, rest), sine(body, r, square, rest), isOdd), sign)
}

/** Sine and cosine of r + k pi/2 for |r| <= pi/4, r exact: what they share is computed once. */
export function sineAndCosine(body: Body, k: Kept, r: Kept): { readonly sine: Kept; readonly cosine: Kept } {
  const { module, keep, splat, bits, multiplyAdd } = body
  const { f32x4, i32x4, v128 } = module
  const square = keep(f32x4.mul(r(), r()))
  const short = keep(multiplyAdd(f32x4.mul(polynomial(body, square, SINE), square()), r(), r()))
  const quartic = f32x4.mul(f32x4.mul(polynomial(body, square, COSINE), square()), square())
  const long = keep(f32x4.add(f32x4.sub(quartic, f32x4.mul(square(), splat(0.5))), splat(1)))
  const isOdd = keep(i32x4.ne(v128.and(k(), bits(1)), bits(0)))
  const signed = (value: Ref, turns: Ref): Kept => keep(v128.xor(value, i32x4.shl(v128.and(turns, bits(2)), module.i32.const(30))))
  return {
    sine: signed(v128.bitselect(long(), short(), isOdd()), k()),
    cosine: signed(v128.bitselect(short(), long(), isOdd()), i32x4.add(k(), bits(1)))
  }
}

/** sin(r + rest) = r + (r^3 P(r^2) + rest) */
function sine(body: Body, r: Kept, square: Kept, rest: Kept): Ref {
  const { f32x4 } = body.module
  const cubic = f32x4.mul(f32x4.mul(polynomial(body, square, SINE), square()), r())
  return f32x4.add(r(), f32x4.add(cubic, rest()))
}

/** cos(r + rest) = 1 - r^2/2 + (r^4 P(r^2) - r rest) */
function cosine(body: Body, r: Kept, square: Kept, rest: Kept): Ref {
  const { f32x4 } = body.module
  const quartic = f32x4.mul(f32x4.mul(polynomial(body, square, COSINE), square()), square())
  const tail = f32x4.sub(quartic, f32x4.mul(r(), rest()))
  return f32x4.add(f32x4.sub(tail, f32x4.mul(square(), body.splat(0.5))), body.splat(1))
}
