/**
 * From a line of text to cells, and from a cell to a number.
 */
import { parse } from 'csv-parse/browser/esm/sync'
import type { Dialect } from '../contract/characterization'

export type Delimiter = Dialect['delimiter']
export type Decimal = Dialect['decimal']

const CHARACTER: Record<Exclude<Delimiter, 'space'>, string> = { tab: '\t', comma: ',', semicolon: ';' }

/** The trimmed cells of one line. 'space' is any run of blanks and tabs. Others honour quotes. */
export function splitCells(line: string, delimiter: Delimiter): string[] {
  if (delimiter === 'space') {
    const trimmed = line.trim()
    return trimmed === '' ? [] : trimmed.split(/\s+/)
  }
  const character = CHARACTER[delimiter]
  if (line.includes('"')) return quotedCells(line, character)
  return line.split(character).map((cell) => cell.trim())
}

/** A quote that is never closed is a broken line, not a broken file: the plain cells then. */
function quotedCells(line: string, delimiter: string): string[] {
  try {
    const rows = parse(line, { delimiter, relax_quotes: true, relax_column_count: true, trim: true })
    return rows[0] ?? []
  } catch {
    return line.split(delimiter).map((cell) => cell.replaceAll('"', '').trim())
  }
}

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/
const MISSING = /^([+-]?nan|[+-]?inf(inity)?|n\/?a|null|-+|)$/i

/** NaN where the cell is no finite number. Fortran's exponent D and the typographic minus are numbers too. */
export function cellNumber(cell: string, decimal: Decimal): number {
  // Number() alone takes '' for 0 and '0x1f' for 31; the digits' test is cheaper than the expression for every cell.
  if (decimal === '.') {
    const value = Number(cell)
    if (value === value && cell !== '' && value - value === 0 && !isPrefixed(cell)) return value
  }
  let text = cell.replace('\u2212', '-').replace(/[dD](?=[+-]?\d+$)/, 'e')
  if (decimal === ',') {
    if (text.includes('.')) return NaN
    text = text.replace(',', '.')
  }
  return PLAIN.test(text) ? finite(Number(text)) : NaN
}

/** A cell that says that there is no number here. */
export function isMissing(cell: string): boolean {
  return MISSING.test(cell)
}

function isPrefixed(cell: string): boolean {
  const letter = cell.charCodeAt(1) | 32
  return cell.charCodeAt(0) === 48 && (letter === 120 || letter === 98 || letter === 111)
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : NaN
}
