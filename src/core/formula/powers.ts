/** Powers: of anything with an integer exponent, of what is not negative with a real one, else the principal value. */
import { SharkfinError } from '../contract/errors'
import { constantValue, isNonNegative, mul, power } from './build'
import type { Builder } from './build'
import { argument, complexExp, complexLog, complexMul, integerPower, isReal, modulus, polar, real } from './complex'
import type { Complex } from './complex'

/** z^64 is six squarings; beyond it a typing mistake is likelier than a wish. */
const LARGEST_POWER = 64

/**
 * @param column of the exponent
 * @throws SharkfinError `formula-exponent` where a real base may be negative and the exponent is not a small integer
 */
export function raise(builder: Builder, base: Complex, exponent: Complex, column: number): Complex {
  const n = isReal(builder, exponent) ? constantValue(builder, exponent.re) : undefined
  if (n !== undefined && Number.isInteger(n) && Math.abs(n) <= LARGEST_POWER) return integerPower(builder, base, n)
  if (isReal(builder, base) && !isNonNegative(builder, base.re)) throw mayBeNegative(column)
  if (!isReal(builder, exponent)) return complexExp(builder, complexMul(builder, exponent, complexLog(builder, base)))
  if (isReal(builder, base)) return real(builder, power(builder, base.re, exponent.re))
  const size = power(builder, modulus(builder, base), exponent.re)
  return polar(builder, size, mul(builder, exponent.re, argument(builder, base)))
}

function mayBeNegative(column: number): SharkfinError {
  return new SharkfinError({
    code: 'formula-exponent',
    message: `A number that may be negative can be raised to integers between -${LARGEST_POWER} and ${LARGEST_POWER} only.`,
    remedy: 'Write an integer such as 2, or take abs(x)^p.',
    place: { column }
  })
}
