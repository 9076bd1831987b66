/**
 * ln x = e ln 2 + ln m with m between sqrt(1/2) and sqrt(2), which the bits of x give; the polynomial is that of logf in
 * S. L. Moshier's Cephes library, ln 2 in two parts after W. J. Cody and W. Waite, Software Manual for the Elementary Functions
 * (1980), chapter 5. ln 0 = -Infinity, ln of a negative number is NaN.
 */
import { polynomial } from './body'
import type { Body, Kept, Ref, Write } from './body'

const LN2_HIGH = 0.693359375
const LN2_LOW = -2.12194440e-4
/** (ln(1 + f) - f + f^2/2) / f^3 */
const POLYNOMIAL = [
  3.3333331174e-1, -2.4999993993e-1, 2.0000714765e-1, -1.6668057665e-1, 1.4249322787e-1, -1.2420140846e-1, 1.1676998740e-1,
  -1.1514610310e-1, 7.0376836292e-2
]
const SMALLEST_NORMAL = 2 ** -126
const SUBNORMAL_SHIFT = 23
const BITS_OF_ROOT_HALF = 0x3f3504f3
const BITS_OF_INFINITY = 0x7f800000

export const log: Write = (body) => {
  const { module, x, splat, bits } = body
  const { f32x4, v128 } = module
  const ordinary = v128.and(f32x4.gt(x(), splat(0)), f32x4.lt(x(), bits(BITS_OF_INFINITY)))
  // The root is NaN where x is negative or NaN, and Infinity at Infinity: just the logarithm's special values.
  const special = v128.bitselect(splat(-Infinity), f32x4.sqrt(x()), f32x4.eq(x(), splat(0)))
  return v128.bitselect(ordinaryLog(body), special, ordinary)
}

/** ln x for 0 < x < Infinity, subnormal numbers too. */
function ordinaryLog(body: Body): Ref {
  const { module, x, keep, splat, bits } = body
  const { f32x4, i32x4, v128 } = module
  const tiny = keep(f32x4.lt(x(), splat(SMALLEST_NORMAL)))
  const scaled = keep(v128.bitselect(f32x4.mul(x(), splat(2 ** SUBNORMAL_SHIFT)), x(), tiny()))
  const exponent = keep(i32x4.shr_s(i32x4.sub(scaled(), bits(BITS_OF_ROOT_HALF)), module.i32.const(23)))
  const mantissa = i32x4.sub(scaled(), i32x4.shl(exponent(), module.i32.const(23)))
  const f = keep(f32x4.sub(mantissa, splat(1)))
  const shift = v128.and(tiny(), splat(SUBNORMAL_SHIFT))
  const e = keep(f32x4.sub(f32x4.convert_i32x4_s(exponent()), shift))
  return sum(body, f, e)
}

/** ln x for 2^-32 <= x <= 1, where nothing is special. */
export function unitLog(body: Body, x: Kept): Ref {
  const { module, keep, splat, bits } = body
  const { f32x4, i32x4 } = module
  const exponent = keep(i32x4.shr_s(i32x4.sub(x(), bits(BITS_OF_ROOT_HALF)), module.i32.const(23)))
  const mantissa = i32x4.sub(x(), i32x4.shl(exponent(), module.i32.const(23)))
  return sum(body, keep(f32x4.sub(mantissa, splat(1))), keep(f32x4.convert_i32x4_s(exponent())))
}

/** f - f^2/2 + f^3 P(f) + e ln 2, small terms first. */
function sum(body: Body, f: Kept, e: Kept): Ref {
  const { module, keep, splat } = body
  const { f32x4 } = module
  const square = keep(f32x4.mul(f(), f()))
  const cubic = f32x4.mul(f32x4.mul(polynomial(body, f, POLYNOMIAL), f()), square())
  const low = f32x4.add(cubic, f32x4.mul(e(), splat(LN2_LOW)))
  const tail = f32x4.sub(low, f32x4.mul(square(), splat(0.5)))
  return f32x4.add(f32x4.add(f(), tail), f32x4.mul(e(), splat(LN2_HIGH)))
}
