/** Parts of a complex number: modulus, argument, conjugate, real and imaginary part. */
import { argument, conjugate, modulus, real } from '../complex'
import type { FunctionFamily } from './family'

export const parts: FunctionFamily = {
  abs: (builder, z) => real(builder, modulus(builder, z)),
  arg: (builder, z) => real(builder, argument(builder, z)),
  conj: (builder, z) => conjugate(builder, z),
  re: (builder, z) => real(builder, z.re),
  im: (builder, z) => real(builder, z.im)
}
