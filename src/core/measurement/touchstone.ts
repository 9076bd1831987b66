/**
 * Network analysers' Touchstone files (.s1p, .s2p): the option line '# GHz S DB R 50' says what the columns are.
 * Source: Touchstone File Format Specification, version 2.0, IBIS Open Forum, 2009.
 */
import type { Heading } from './header'
import type { NumberedLine } from './lines'

const OPTIONS = /^([kmg]?hz)\s+s\s+(ri|ma|db)(\s+r\s+\S+)?$/i
const UNIT: Record<string, string> = { hz: 'Hz', khz: 'kHz', mhz: 'MHz', ghz: 'GHz' }

/** The order of the format, which is no typing error: S21 before S12. */
const TWO_PORT = ['S11', 'S21', 'S12', 'S22']

/** @returns null where no option line is found, or the width is neither a one-port's nor a two-port's. */
export function touchstoneHeadings(comments: readonly NumberedLine[], width: number): Heading[] | null {
  const options = comments.map(({ text }) => OPTIONS.exec(text)).find((found) => found !== null)
  if (!options || (width !== 3 && width !== 9)) return null
  const frequency = { name: 'frequency', unit: UNIT[(options[1] ?? '').toLowerCase()] ?? 'Hz' }
  const format = (options[2] ?? '').toLowerCase()
  if (width === 3) return [frequency, ...pair(format, 'S11')]
  return [frequency, ...TWO_PORT.flatMap((parameter) => pair(format, parameter))]
}

function pair(format: string, parameter: string): Heading[] {
  if (format === 'ri') return [{ name: `re ${parameter}`, unit: '' }, { name: `im ${parameter}`, unit: '' }]
  const modulus = { name: `magnitude ${parameter}`, unit: format === 'db' ? 'dB' : '' }
  return [modulus, { name: `phase ${parameter}`, unit: 'deg' }]
}
