/**
 * tanh x = n / (n + 1) with n = (exp 2|x| - 1) / 2, and the sign of x. exp 2x = 2^k exp 2r, where r = |x| - k ln 2 / 2 needs
 * ln 2 in one part only, since tanh grows flat as k grows (J.-M. Muller, Elementary Functions (3rd ed., 2016), section 4.4, has the
 * formula). The polynomial is our own minimax fit, relative error 1.3e-8; largest error 1.9 ulp. About 30 instructions and a
 * division.
 */
import { polynomial, ROUNDING } from './body'
import type { Body, Kept, Ref, Write } from './body'

/** ((exp 2r - 1) / 2 - r) / r^2 on |r| <= ln 2 / 4 */
const POLYNOMIAL = [0.9999999403953552, 0.6666617393493652, 0.33333760499954224, 0.13386544585227966, 0.04442402347922325]
/** From here on tanh x is 1 in single precision. */
const FLAT = 9.1
/** Below it the rounding of n + 1 counts, and n - n tanh x is closer. */
const SMALL = 0.3

export const tanh: Write = (body) => {
  const { module, x, keep, splat, bits } = body
  const { f32x4, v128 } = module
  const size = keep(f32x4.pmin(f32x4.abs(x()), splat(FLAT)))
  const n = keep(halfGrowth(body, size))
  const ratio = keep(f32x4.div(n(), f32x4.add(n(), splat(1))))
  const closer = f32x4.sub(n(), f32x4.mul(n(), ratio()))
  const value = v128.bitselect(closer, ratio(), f32x4.lt(size(), splat(SMALL)))
  return v128.or(value, v128.and(x(), bits(0x80000000)))
}

/** (exp 2x - 1) / 2 for 0 <= x <= FLAT. */
function halfGrowth(body: Body, x: Kept): Ref {
  const { module, keep, splat, bits } = body
  const { f32x4, i32x4 } = module
  const rounded = keep(f32x4.add(f32x4.mul(x(), splat(2 * Math.LOG2E)), splat(ROUNDING)))
  const k = f32x4.sub(rounded(), splat(ROUNDING))
  const r = keep(f32x4.sub(x(), f32x4.mul(k, splat(Math.LN2 / 2))))
  const growth = f32x4.add(f32x4.mul(polynomial(body, r, POLYNOMIAL), f32x4.mul(r(), r())), r())
  // ROUNDING's own bits leave at the top
  const power = keep(i32x4.add(i32x4.shl(rounded(), module.i32.const(23)), bits(0x3f800000)))
  const halves = f32x4.sub(f32x4.mul(power(), splat(0.5)), splat(0.5))
  return f32x4.add(f32x4.mul(power(), growth), halves)
}
