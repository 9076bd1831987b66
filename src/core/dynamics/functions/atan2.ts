/**
 * The angle of the point (x, y) from the quotient of the smaller coordinate by the larger, t <= 1, and the octant (J.-M. Muller,
 * Elementary Functions (3rd ed., 2016), section 11.1). atan t = t + t^3 P(t^2) is our own minimax fit, relative error 1.7e-8; pi
 * comes in two parts, since its rounding alone would be 0.7 ulp.
 */
import { polynomial } from './body'
import type { Body, Kept, Ref, Write } from './body'

const POLYNOMIAL = [
  -0.33333152532577515, 0.19993773102760315, -0.14211055636405945, 0.10666003078222275, -0.07552210986614227, 0.04321182146668434,
  -0.016367904841899872, 0.0029206862673163414
]
const SIGN = 0x80000000
const HALF_PI = Math.fround(Math.PI / 2)
const HALF_PI_REST = Math.PI / 2 - HALF_PI

/** atan2(y, x): the first argument is the ordinate, as everywhere. */
export const atan2: Write = (body) => {
  const { module, x: ordinate, y: abscissa, keep, splat, bits } = body
  const { i32x4, f32x4, v128 } = module
  const octant = firstOctant(body, keep(f32x4.abs(ordinate())), keep(f32x4.abs(abscissa())))
  const { isSteep } = octant
  // The sign bit decides, so that the angle of -0 is pi
  const isLeft = keep(i32x4.shr_s(abscissa(), module.i32.const(31)))
  const turn = (steep: number): Ref => v128.bitselect(splat(steep), v128.and(splat(2 * steep), isLeft()), isSteep())
  const share = v128.xor(octant.angle(), v128.and(v128.xor(isSteep(), isLeft()), bits(SIGN)))
  const angle = f32x4.add(f32x4.add(turn(HALF_PI), share), turn(HALF_PI_REST))
  return v128.xor(angle, v128.and(ordinate(), bits(SIGN)))
}

/** atan x = atan2(x, 1) */
export const atan: Write = (body) => {
  const { module, x, keep, splat, bits } = body
  const { f32x4, v128 } = module
  const { angle, isSteep } = firstOctant(body, keep(f32x4.abs(x())), keep(splat(1)))
  const share = v128.xor(angle(), v128.and(isSteep(), bits(SIGN)))
  const steep = f32x4.add(v128.and(splat(HALF_PI), isSteep()), share)
  return v128.xor(f32x4.add(steep, v128.and(splat(HALF_PI_REST), isSteep())), v128.and(x(), bits(SIGN)))
}

interface Octant {
  /** From the nearer axis, between 0 and pi/4. */
  readonly angle: Kept
  readonly isSteep: Kept
}

/** @param ordinate, abscissa not negative */
function firstOctant(body: Body, ordinate: Kept, abscissa: Kept): Octant {
  const { module, keep, splat } = body
  const { f32x4, v128 } = module
  const isSteep = keep(f32x4.gt(ordinate(), abscissa()))
  const larger = keep(f32x4.max(ordinate(), abscissa()))
  const ratio = f32x4.div(f32x4.min(ordinate(), abscissa()), larger())
  // Infinity/Infinity counts as 1, and 0/0 is the origin, whose angle is 0
  const diagonal = v128.bitselect(splat(1), ratio, f32x4.eq(ordinate(), abscissa()))
  const t = keep(v128.bitselect(larger(), diagonal, f32x4.eq(larger(), splat(0))))
  const square = keep(f32x4.mul(t(), t()))
  const tail = f32x4.mul(f32x4.mul(polynomial(body, square, POLYNOMIAL), square()), t())
  return { angle: keep(f32x4.add(t(), tail)), isSteep }
}
