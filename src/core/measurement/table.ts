/**
 * Rows of numbers with the line each came from.
 */
import type { Skipped } from '../contract/characterization'
import { SharkfinError } from '../contract/errors'
import { cellNumber, isMissing, splitCells } from './cells'
import { sniffSeparators, type Separators } from './dialect'
import type { Heading } from './header'
import type { Lines, NumberedLine } from './lines'
import { nameColumns } from './names'
import { noNumbers, oneColumn } from './refuse-table'

export interface Table {
  readonly separators: Separators
  readonly headings: readonly Heading[]
  /** One array per column, all of `rows` entries; NaN where a cell is no number. */
  readonly columns: readonly Float64Array[]
  readonly rows: number
  /** Line and block of each row, `rows` entries. */
  readonly line: Uint32Array
  readonly block: Uint32Array
  readonly skipped: Skipped[]
  /** The text of one cell, for a message. */
  readonly cellOf: (line: string, column: number) => string
}

/** @throws SharkfinError `file-one-column`, `file-no-numbers`, `file-cut` */
export function readTable(lines: Lines, file: string): Table {
  const { candidates } = lines
  const separators = sniffSeparators(candidates.map(({ text }) => text))
  if (!separators) throw tooFewNumbers(candidates, file)
  const first = candidates.findIndex(({ text }) => numbersIn(text, separators) >= 2)
  const width = commonWidth(candidates.slice(first, first + 1000), separators)
  const named = nameColumns(lines, first, separators, width)
  if (!named.found) refuseCutTable(candidates, first, separators, width, file)
  const skipped: Skipped[] = []
  for (let at = 0; at < first; at++) {
    const { line } = candidates[at] as NumberedLine
    if (!named.used.includes(line)) skipped.push({ line, why: 'text before the table' })
  }
  const rows = readRows(candidates.slice(first), separators, width, skipped)
  const cellOf = (line: string, column: number) => splitCells(line, separators.delimiter)[column] ?? ''
  return { separators, headings: named.headings, ...rows, skipped, cellOf }
}

function readRows(
  candidates: readonly NumberedLine[],
  { delimiter, decimal }: Separators,
  width: number,
  skipped: Skipped[]
) {
  const columns = Array.from({ length: width }, () => new Float64Array(candidates.length))
  const line = new Uint32Array(candidates.length)
  const block = new Uint32Array(candidates.length)
  let rows = 0
  for (const candidate of candidates) {
    const cells = splitCells(candidate.text, delimiter)
    while (cells.length > width && cells[cells.length - 1] === '') cells.pop()
    let numbers = 0
    for (let at = 0; at < width; at++) {
      const value = cellNumber(cells[at] ?? '', decimal)
      if (value === value) numbers++
      ;(columns[at] as Float64Array)[rows] = value
    }
    if (numbers === 0) skipped.push({ line: candidate.line, why: withoutNumbers(cells) })
    else if (cells.length !== width) skipped.push({ line: candidate.line, why: wrongWidth(cells.length, width) })
    else {
      line[rows] = candidate.line
      block[rows] = candidate.block
      rows++
    }
  }
  const filled = columns.map((column) => column.slice(0, rows))
  return { columns: filled, rows, line: line.slice(0, rows), block: block.slice(0, rows) }
}

function withoutNumbers(cells: readonly string[]): string {
  return cells.every(isMissing) ? 'no value in the row' : 'text, not numbers'
}

function wrongWidth(cells: number, width: number): string {
  const values = cells === 1 ? '1 value' : `${cells} values`
  return `${values} where the table has ${width}${cells < width ? ': the row is cut' : ''}`
}

function numbersIn(text: string, { delimiter, decimal }: Separators): number {
  return splitCells(text, delimiter).filter((cell) => !Number.isNaN(cellNumber(cell, decimal))).length
}

/** The width that most rows have; a delimiter at the end of every row is no column. */
function commonWidth(candidates: readonly NumberedLine[], separators: Separators): number {
  const rows = candidates
    .map(({ text }) => splitCells(text, separators.delimiter))
    .filter((cells) => cells.filter((cell) => !Number.isNaN(cellNumber(cell, separators.decimal))).length >= 2)
  const counts = new Map<number, number>()
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1)
  const [width = 0] = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0])
  const trailing = rows.filter(({ length }) => length === width).every((cells) => cells.at(-1) === '')
  return trailing ? width - 1 : width
}

/** Every row shorter than the line of names just above: what is missing cannot be guessed. */
function refuseCutTable(
  candidates: readonly NumberedLine[],
  first: number,
  separators: Separators,
  width: number,
  file: string
): void {
  const header = candidates[first - 1]
  const row = candidates[first]
  if (!header || !row || separators.delimiter === 'space') return
  const names = splitCells(header.text, separators.delimiter).filter((cell) => cell !== '')
  if (names.length <= width || names.length < 3) return
  throw new SharkfinError({
    code: 'file-cut',
    message: `The row has ${width} values where the line of names has ${names.length}.`,
    remedy: 'Export the file again; it seems to be cut.',
    place: { file, line: row.line }
  })
}

function tooFewNumbers(candidates: readonly NumberedLine[], file: string): SharkfinError {
  const decimals = ['.', ','] as const
  const isNumber = (text: string) => decimals.some((decimal) => !Number.isNaN(cellNumber(text, decimal)))
  const single = candidates.filter(({ text }) => isNumber(text.trim()))
  const [first] = single
  if (first && single.length * 2 >= candidates.length) return oneColumn(file, first.line)
  return noNumbers(file, candidates[0]?.line ?? 1)
}
