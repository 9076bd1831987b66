/** Square root, of what is real and cannot be negative, and the square, which mathjs knows as a function too. */
import { SharkfinError } from '../../contract/errors'
import { isNonNegative, sqrt } from '../build'
import { complexMul, isReal, real } from '../complex'
import type { FunctionFamily } from './family'

export const roots: FunctionFamily = {
  sqrt: (builder, z, column) => {
    if (!isReal(builder, z) || !isNonNegative(builder, z.re)) {
      throw new SharkfinError({
        code: 'formula-sqrt-sign',
        message: 'This square root may be of a negative or complex number.',
        remedy: 'Take the root of something that cannot be negative, for example sqrt(abs(x)).',
        place: { column }
      })
    }
    return real(builder, sqrt(builder, z.re))
  },
  square: (builder, z) => complexMul(builder, z, z)
}
