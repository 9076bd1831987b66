/** Numbers as a reader expects them: a true minus sign, thousands apart, powers of ten raised. */

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** @returns the exponent in raised digits: -3 -> '⁻³' */
export function superscript(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[Number(digit)] ?? digit).join('')
  return exponent < 0 ? `⁻${digits}` : digits
}

/** Replaces the hyphen in front of a printed number by a minus sign. */
export function withMinus(text: string): string {
  return text.replace(/^-/, '−')
}

/** Whole numbers with thousands apart: 11800 -> '11,800'. */
export function formatCount(value: number): string {
  return withMinus(Math.round(value).toString().replace(/\B(?=(\d{3})+$)/g, ','))
}

/**
 * A plain number with `digits` significant digits, powers of ten outside 1e-3 ... 1e5: 0.00081 -> '8.1×10⁻⁴'.
 * Not finite: '—'.
 */
export function formatNumber(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return '—'
  if (value === 0) return '0'
  const exponent = Number(value.toExponential(digits - 1).split('e')[1])
  if (exponent < -3 || exponent >= 5) {
    const mantissa = withMinus(String(Number((value / 10 ** exponent).toFixed(digits - 1))))
    return `${mantissa}×10${superscript(exponent)}`
  }
  return withMinus(value.toFixed(Math.max(0, digits - 1 - exponent)))
}

/** As `formatNumber`, without trailing zeros; for ticks, fields and labels. */
export function formatShort(value: number, digits = 4): string {
  const text = formatNumber(value, digits)
  return text.includes('×') || !text.includes('.') ? text : text.replace(/\.?0+$/, '')
}

/** Seconds as h:mm:ss: 9 -> '0:00:09'. Not finite or negative: '—'. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return '—'
  const whole = Math.ceil(seconds)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`
}
