/** Exponential function and natural logarithm; of a complex number its principal value. */
import { elementary, isNonNegative } from '../build'
import { complexExp, complexLog, isReal, real } from '../complex'
import type { FunctionFamily } from './family'
import { maybeNegative } from './maybe-negative'

export const exponential: FunctionFamily = {
  exp: (builder, z) => (isReal(builder, z) ? real(builder, elementary(builder, 'exp', z.re)) : complexExp(builder, z)),
  log: (builder, z, column) => {
    if (!isReal(builder, z)) return complexLog(builder, z)
    if (!isNonNegative(builder, z.re)) throw maybeNegative('formula-log-sign', 'logarithm', 'log', column)
    return real(builder, elementary(builder, 'log', z.re))
  }
}
