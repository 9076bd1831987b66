/**
 * The error function within 2 ulp: a polynomial near zero, 1 - exp of one beyond (N. Juffa's erff, posted to Stack Overflow in
 * 2016, question 35148198, whose coefficients are a minimax fit).
 */
import { writeVectorFunction } from '../../../dynamics/functions'
import type { Body, Kept, Ref } from '../../../dynamics/functions/body'
import { polynomial } from '../../../dynamics/functions/body'

/** (erf x - x) / x in powers of x^2, for |x| up to `NEAR`. */
const INNER = [1.28379166e-1, -3.76125336e-1, 1.12819925e-1, -2.67681349e-2, 4.99119423e-3, -5.96761703e-4]
/** ln(1 - erf t) + t in powers of t. */
const OUTER = [0, -1.28717512e-1, -6.34846687e-1, -1.06777877e-1, 2.42546219e-2, -3.88396438e-3, 3.83197126e-4, -1.7285347e-5]
const NEAR = 0.927734375

export function writeErf(body: Body): Ref {
  const { module, x, keep, splat, bits } = body
  const { f32x4, v128 } = module
  const square = keep(f32x4.mul(x(), x()))
  const near = body.multiplyAdd(polynomial(body, square, INNER), x(), x())
  const size: Kept = keep(f32x4.abs(x()))
  const exponent = keep(f32x4.sub(polynomial(body, size, OUTER), size()))
  const rest = writeVectorFunction('exp', { ...body, x: exponent })
  const far = v128.or(f32x4.sub(splat(1), rest), v128.and(x(), bits(0x80000000)))
  return v128.bitselect(far, near, f32x4.gt(size(), splat(NEAR)))
}
