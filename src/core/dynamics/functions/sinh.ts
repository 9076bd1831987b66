/**
 * sinh x = h - 1/(4 h) with h = exp(|x|)/2 and the sign of x; for |x| < 1 the polynomial of sinhf in S. L. Moshier's Cephes
 * library, since the difference would lose digits.
 */
import { polynomial } from './body'
import type { Write } from './body'
import { expOf } from './exp'

/** (sinh x - x) / x^3 as a polynomial of x^2 */
const POLYNOMIAL = [1.66667160211e-1, 8.33028376239e-3, 2.03721912945e-4]

export const sinh: Write = (body) => {
  const { module, x, keep, splat, bits } = body
  const { f32x4, v128 } = module
  const size = keep(f32x4.abs(x()))
  const h = keep(expOf(body, size, -1))
  const large = f32x4.sub(h(), f32x4.div(splat(0.25), h()))
  const square = keep(f32x4.mul(size(), size()))
  const small = f32x4.add(size(), f32x4.mul(f32x4.mul(polynomial(body, square, POLYNOMIAL), square()), size()))
  const value = v128.bitselect(small, large, f32x4.lt(size(), splat(1)))
  return v128.or(value, v128.and(x(), bits(0x80000000)))
}
