/**
 * exp x = 2^k exp r with k = round(x / ln 2) and |r| <= ln 2 / 2, ln 2 in two parts of which the first has 9 bits, so that its
 * multiples are exact: W. J. Cody and W. Waite, Software Manual for the Elementary Functions (1980), chapter 6. The
 * polynomial is that of expf in S. L. Moshier's Cephes library. Overflow gives Infinity, underflow is gradual, NaN stays NaN.
 */
import { polynomial, ROUNDING } from './body'
import type { Body, Kept, Ref, Write } from './body'

const LN2_HIGH = 0.693359375
const LN2_LOW = -2.12194440e-4
/** (exp r - 1 - r) / r^2 */
const POLYNOMIAL = [5.0000001201e-1, 1.6666665459e-1, 4.1665795894e-2, 8.3334519073e-3, 1.3981999507e-3, 1.9875691500e-4]
/** Beyond these exp x is Infinity or 0 in single precision. */
const LARGEST = 89.5
const SMALLEST = -104.5

export const exp: Write = (body) => expOf(body, body.x, 0)

/** 2^shift exp x, exactly scaled: exp(x) / 2 does not overflow before it must. */
export function expOf(body: Body, x: Kept, shift: 0 | -1): Ref {
  const { module, keep, splat, bits } = body
  const { f32x4, i32x4 } = module
  const inside = keep(f32x4.pmax(f32x4.pmin(x(), splat(LARGEST)), splat(SMALLEST)))
  const rounded = keep(f32x4.add(f32x4.mul(inside(), splat(Math.LOG2E)), splat(ROUNDING)))
  const k = keep(f32x4.sub(rounded(), splat(ROUNDING)))
  const coarse = f32x4.sub(inside(), f32x4.mul(k(), splat(LN2_HIGH)))
  const r = keep(f32x4.sub(coarse, f32x4.mul(k(), splat(LN2_LOW))))
  const tail = f32x4.mul(f32x4.mul(r(), r()), polynomial(body, r, POLYNOMIAL))
  const value = f32x4.add(f32x4.add(tail, r()), splat(1))
  // 2^k as two factors, each of which has an exponent that single precision can hold
  const exponent = keep(i32x4.sub(rounded(), bits(0x4b400000 - shift)))
  const half = keep(i32x4.shr_s(exponent(), module.i32.const(1)))
  const power = (integer: Ref): Ref => i32x4.shl(i32x4.add(integer, bits(127)), module.i32.const(23))
  const rest = power(i32x4.sub(exponent(), half()))
  return f32x4.mul(f32x4.mul(value, power(half())), rest)
}
