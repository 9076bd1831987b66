/**
 * Square root, of a real number that cannot be negative or of a complex one (its principal value), and the square, which mathjs
 * knows as a function too.
 */
import { constant, isNonNegative, mul, sqrt } from '../build'
import { argument, complexMul, isReal, modulus, polar, real } from '../complex'
import type { FunctionFamily } from './family'
import { maybeNegative } from './maybe-negative'

export const roots: FunctionFamily = {
  sqrt: (builder, z, column) => {
    if (!isReal(builder, z)) {
      const half = mul(builder, constant(builder, 1 / 2), argument(builder, z))
      return polar(builder, sqrt(builder, modulus(builder, z)), half)
    }
    if (!isNonNegative(builder, z.re)) throw maybeNegative('formula-sqrt-sign', 'square root', 'sqrt', column)
    return real(builder, sqrt(builder, z.re))
  },
  square: (builder, z) => complexMul(builder, z, z)
}
