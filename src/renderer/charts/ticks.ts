/** Few ticks at round numbers, the same on the screen and on paper. */
import { formatCount, superscript, withMinus } from '../../core/numbers/format'
import type { Axis, Range } from './model'

/** The nearest of 1, 2, 2.5, 5 times a power of ten; the bounds are geometric means. */
function roundStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw))
  const lead = raw / power
  return power * (lead < 1.42 ? 1 : lead < 2.24 ? 2 : lead < 3.54 ? 2.5 : lead < 7.08 ? 5 : 10)
}

/** @returns about `count` round values inside the range, rising */
export function linearTicks([low, high]: Range, count: number): number[] {
  if (!(high > low) || count < 1) return []
  const step = roundStep((high - low) / count)
  const ticks: number[] = []
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) ticks.push(k * step)
  return ticks
}

/** @returns powers of ten inside the range; where there are fewer than two, 1, 2 and 5 times them */
export function logTicks([low, high]: Range, count: number): number[] {
  if (!(low > 0) || !(high > low)) return []
  const first = Math.ceil(Math.log10(low) - 1e-9)
  const last = Math.floor(Math.log10(high) + 1e-9)
  const stride = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, count)))
  const decades: number[] = []
  for (let power = first; power <= last; power += stride) decades.push(Number(`1e${power}`))
  if (decades.length > 1) return decades
  const fine: number[] = []
  for (let power = first - 1; power <= last; power++) {
    for (const lead of [1, 2, 5]) fine.push(Number(`${lead}e${power}`))
  }
  return fine.filter((tick) => tick >= low && tick <= high)
}

export function ticksOf(axis: Axis, range: Range, count: number): number[] {
  if (axis.scale === 'log') return logTicks(range, count)
  const ticks = linearTicks(range, count)
  // Halves of what is counted would be rounded to a number that does not stand there.
  return axis.isCount ? ticks.filter((tick) => Number.isInteger(Number(tick.toPrecision(12)))) : ticks
}

/** Words for the ticks of one axis, with as many decimals as tell them apart. */
export function tickWords(axis: Axis, ticks: readonly number[]): string[] {
  return axis.scale === 'log' ? ticks.map(logWord) : linearWords(ticks, axis.isCount ?? false)
}

function logWord(value: number): string {
  const exponent = Math.floor(Math.log10(value) + 1e-9)
  const lead = Math.round(value / 10 ** exponent)
  if (exponent >= 0 && exponent < 3) return String(lead * 10 ** exponent)
  return lead === 1 ? `10${superscript(exponent)}` : `${lead}×10${superscript(exponent)}`
}

function linearWords(ticks: readonly number[], isCount: boolean): string[] {
  if (isCount) return ticks.map(formatCount)
  const size = Math.max(...ticks.map(Math.abs), 0)
  const step = ticks.length > 1 ? Math.abs((ticks[1] ?? 0) - (ticks[0] ?? 0)) : size || 1
  if (size >= 1e6 && step >= 1e4) return ticks.map((tick) => `${withMinus(String(Number((tick / 1e6).toPrecision(6))))}×10⁶`)
  if (step < 1e-4 && size < 1e-2) {
    const power = Math.floor(Math.log10(size))
    return ticks.map((tick) => (tick === 0 ? '0' : `${withMinus(String(Number((tick / 10 ** power).toPrecision(4))))}×10${superscript(power)}`))
  }
  const decimals = decimalsOf(step)
  return ticks.map((tick) => {
    if (tick === 0 || Math.abs(tick) < step * 1e-6) return '0'
    return withMinus(tick.toFixed(decimals))
  })
}

function decimalsOf(step: number): number {
  let decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  while (decimals < 12 && Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) > 1e-6) decimals++
  return decimals
}
