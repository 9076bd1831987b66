/** Units for reading: an SI prefix that brings the number near one, powers raised. */
import { superscript } from './format'

const PREFIXES: readonly (readonly [string, number])[] = [
  ['T', 12],
  ['G', 9],
  ['M', 6],
  ['k', 3],
  ['', 0],
  ['m', -3],
  ['µ', -6],
  ['n', -9],
  ['p', -12],
  ['f', -15],
  ['a', -18]
]
/** Only these take a prefix; anything else is shown as the file wrote it. */
const BASES: ReadonlySet<string> = new Set(['Hz', 'V', 'A', 'W', 'N', 'm', 's', 'T', 'Pa'])

export interface Scaled {
  /** Multiply a number in the old unit by this to have it in the new one. */
  readonly factor: number
  readonly unit: string
}

interface Factor {
  readonly base: string
  readonly prefix: number
  readonly power: number
}

/** 'mV' -> V with 10^-3; null for what is not a base with a prefix. */
function parseFactor(text: string, sign: 1 | -1): Factor | null {
  const match = /^([a-zA-Zµμ]+)(?:\^?(-?\d+)|([²³]))?$/.exec(text.trim())
  const word = match?.[1]
  if (!match || word === undefined) return null
  const raised = match[3] === '²' ? 2 : match[3] === '³' ? 3 : Number(match[2] ?? 1)
  const power = sign * raised
  if (BASES.has(word)) return { base: word, prefix: 0, power }
  const head = word.charAt(0) === 'μ' || word.charAt(0) === 'u' ? 'µ' : word.charAt(0)
  const prefix = PREFIXES.find(([symbol]) => symbol === head && symbol !== '')
  return prefix && BASES.has(word.slice(1)) ? { base: word.slice(1), prefix: prefix[1], power } : null
}

/** @returns a unit with raised powers for reading: 'Hz/V^2' -> 'Hz/V²' */
export function prettyUnit(unit: string): string {
  return unit
    .replace(/\^\(?(-?\d+)\)?/g, (_, power: string) => superscript(Number(power)))
    .replace(/\s*\*\s*/g, '·')
    .replace(/\bu(?=[VAWNmsT]\b)/g, 'µ')
}

/**
 * The unit in which `size` reads best. A single unit (V) takes the prefix that leaves 1 to 1000 before the point,
 * hertz stays hertz from 0.01 to 100,000; of a quotient such as Hz/V^2 the denominator is scaled.
 * @param size typical magnitude, in `unit`
 */
export function readableUnit(size: number, unit: string): Scaled {
  const as = { factor: 1, unit: prettyUnit(unit) }
  if (!Number.isFinite(size) || size === 0 || unit === '') return as
  const [top = '', bottom, ...rest] = unit.split('/')
  if (rest.length > 0) return as
  if (bottom === undefined) {
    const factor = parseFactor(top, 1)
    return factor && factor.power === 1 ? scaleSingle(size, factor) : as
  }
  const numerator = parseFactor(top, 1)
  const denominator = parseFactor(bottom, -1)
  return numerator && denominator ? scaleDenominator(size, numerator, denominator) : as
}

/**
 * For an axis: as `readableUnit`, and where the file names no unit a power of a thousand is taken out, so that ticks
 * stay short: 4e-6 of a unit that is not known -> 4 with the unit '10⁻⁶'.
 */
export function axisUnit(size: number, unit: string): Scaled {
  const absolute = Math.abs(size)
  if (unit !== '' || !(absolute > 0) || (absolute >= 1e-2 && absolute < 1e5)) return readableUnit(size, unit)
  const power = 3 * Math.floor(Math.log10(absolute) / 3)
  return { factor: 10 ** -power, unit: `10${superscript(power)}` }
}

function scaleSingle(size: number, { base, prefix }: Factor): Scaled {
  const absolute = Math.abs(size) * 10 ** prefix
  const [low, high] = base === 'Hz' ? [0.01, 1e5] : [1, 1e3]
  const stays = absolute >= low && absolute < high ? PREFIXES.find(([symbol]) => symbol === '') : undefined
  const fits = PREFIXES.find(([, power]) => absolute >= 10 ** power * 0.9999995)
  const [symbol, power] = stays ?? fits ?? ['a', -18]
  return { factor: 10 ** (prefix - power), unit: `${symbol}${base}` }
}

function scaleDenominator(size: number, top: Factor, bottom: Factor): Scaled {
  const base = Math.abs(size) * 10 ** (top.prefix * top.power + bottom.prefix * bottom.power)
  let best: readonly [string, number] = ['', 0]
  for (const candidate of PREFIXES) {
    const distance = ([, power]: readonly [string, number]): number => Math.abs(Math.log10(base) - power * bottom.power)
    if (distance(candidate) < distance(best)) best = candidate
  }
  const [symbol, power] = best
  const raised = bottom.power === -1 ? '' : superscript(-bottom.power)
  const factor = 10 ** (top.prefix * top.power + bottom.prefix * bottom.power - power * bottom.power)
  return { factor, unit: `${top.base}/${symbol}${bottom.base}${raised}` }
}
