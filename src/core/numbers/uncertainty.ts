/**
 * value(uncertainty): the digits in parentheses are the standard error in units of the last digits shown, as in
 * CODATA's tables and the Guide to the Expression of Uncertainty in Measurement (JCGM 100:2008, 7.2.2).
 */
import { formatShort, superscript, withMinus } from './format'

/** Beyond this the leading zeros or the digits left of the point hide the number, and a power of ten is taken out. */
const PLAIN_LOW = 1e-4
const PLAIN_HIGH = 1e7

/**
 * One digit of the error, two where the first is a 1 (else rounding would change it by up to half) and where the error
 * is between 10 and 100 (both digits stand left of the point anyway).
 * @returns power of ten of the last digit kept
 */
export function lastPlace(stderr: number): number {
  const exponent = Number(stderr.toExponential(1).split('e')[1])
  const leading = Number(stderr.toExponential(1)[0])
  const place = leading === 1 ? exponent - 1 : exponent
  return stderr < 99.5 ? Math.min(place, 0) : place
}

/**
 * @param stderr standard error in the unit of value; 0 or not finite: the value alone
 * @returns for example '1633.33(3)', '−0.207(9)', '1126(47)', '1.24(5)×10⁻⁹'
 */
export function formatUncertain(value: number, stderr: number): string {
  if (!Number.isFinite(value)) return '—'
  if (!Number.isFinite(stderr) || stderr <= 0) return formatShort(value, 6)
  const size = Math.max(Math.abs(value), stderr)
  if (size < PLAIN_LOW || size >= PLAIN_HIGH) {
    const exponent = Math.floor(Math.log10(size))
    return `${plain(value / 10 ** exponent, stderr / 10 ** exponent)}×10${superscript(exponent)}`
  }
  return plain(value, stderr)
}

function plain(value: number, stderr: number): string {
  const place = lastPlace(stderr)
  const decimals = Math.max(0, -place)
  const unit = 10 ** place
  const rounded = decimals > 0 ? value.toFixed(Math.min(decimals, 100)) : String(Math.round(value / unit) * unit)
  const digits = Math.round(stderr / unit)
  // An error of one or more, with decimals shown, carries its point: 12.3(1.4).
  const error = decimals > 0 && digits >= 10 ** decimals ? (digits * unit).toFixed(decimals) : String(place > 0 ? digits * unit : digits)
  return `${withMinus(rounded)}(${error})`
}
