/** A file of one number a line: too little for a sweep or a fit, and all that a network of one variable is given. */
import { cellNumber } from './cells'
import { sortLines } from './lines'
import type { PointsFile } from './read-points'

/** @returns null where there is no such line. @throws SharkfinError `file-empty`, `file-too-large` */
export function readColumn(text: string, file: string): PointsFile | null {
  const { candidates } = sortLines(text, file)
  const cells = candidates.map(({ line, text: cell }) => ({ line, cell: cell.trim().replaceAll('"', '') }))
  const decimal = cells.some(({ cell }) => /^[+-]?\d+,\d+$/.test(cell)) ? ',' : '.'
  const read = cells.map(({ line, cell }) => ({ line, cell, value: cellNumber(cell, decimal) }))
  const first = read.findIndex(({ value }) => !Number.isNaN(value))
  if (first < 0) return null
  const rows = read.slice(first)
  const name = read[first - 1]?.cell ?? ''
  return {
    file,
    rows: rows.length,
    lines: Uint32Array.from(rows, ({ line }) => line),
    columns: [{ name, unit: '', numbers: Float64Array.from(rows, ({ value }) => value), words: null }],
    skipped: read.slice(0, Math.max(0, first - 1)).map(({ line }) => ({ line, why: 'text before the table' }))
  }
}
