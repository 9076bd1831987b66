/** The error of a function that a real argument must not be negative for. */
import { SharkfinError } from '../../contract/errors'

export function maybeNegative(code: string, what: string, call: string, column: number): SharkfinError {
  return new SharkfinError({
    code,
    message: `This ${what} may be of a negative number.`,
    remedy: `Take it of something that cannot be negative, for example ${call}(abs(x)).`,
    place: { column }
  })
}
