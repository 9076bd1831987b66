/** A file of points: columns of numbers, and perhaps of words that name a class, in the order of the file. */
import { SharkfinError } from '../contract/errors'
import { isMissing } from './cells'
import type { Lines } from './lines'
import { sortLines } from './lines'
import { readTable } from './table'
import type { Table } from './table'

export interface PointsColumn {
  /** As the file has it; '' where it names nothing. */
  readonly name: string
  readonly unit: string
  /** [rows], NaN where there is no number. */
  readonly numbers: Float64Array
  /** [rows] where the column has words instead. */
  readonly words: readonly string[] | null
}

export interface PointsFile {
  readonly file: string
  readonly rows: number
  /** Line of the file of each row. */
  readonly lines: Uint32Array
  readonly columns: readonly PointsColumn[]
  /** What was left out, and why. */
  readonly skipped: readonly { readonly line: number; readonly why: string }[]
}

const SKIPPED_LIMIT = 100
/** Cells that may be taken into the window at once. */
const CELL_LIMIT = 2_000_000

/** @throws SharkfinError `file-...`, `points-none`, `points-too-many` */
export function readPoints(text: string, file: string): PointsFile {
  const lines = sortLines(text, file)
  const table = asPoints(() => readTable(lines, file), file)
  const cells = table.rows * table.columns.length
  if (cells > CELL_LIMIT) {
    throw new SharkfinError({
      code: 'points-too-many',
      message: `The file has ${table.rows} rows of ${table.columns.length} numbers; ${CELL_LIMIT} numbers can be read.`,
      remedy: 'Keep fewer rows or columns.',
      place: { file, line: table.line[0] ?? 1 }
    })
  }
  const columns = table.columns.map((numbers, at): PointsColumn => {
    const { name, unit } = table.headings[at] ?? { name: '', unit: '' }
    return { name, unit, numbers, words: wordsOf(table, lines, at) }
  })
  return { file, rows: table.rows, lines: table.line, columns, skipped: [...table.skipped, ...brokenCells(table, lines, columns)].slice(0, SKIPPED_LIMIT) }
}

/** The reader speaks of sweeps; here it is asked for points. */
function asPoints(read: () => Table, file: string): Table {
  try {
    return read()
  } catch (thrown) {
    if (!(thrown instanceof SharkfinError) || !['file-one-column', 'file-no-numbers'].includes(thrown.code)) throw thrown
    throw new SharkfinError({
      code: 'points-none',
      message: thrown.code === 'file-one-column' ? 'The file has one column of numbers; a fit needs one that is given and one that is said.' : 'The file has no row with two numbers.',
      remedy: 'Write a row for each point, its numbers separated by commas, semicolons, tabs or blanks.',
      place: thrown.place ?? { file }
    })
  }
}

const cellAt = ({ line, cellOf }: Table, { all }: Lines, row: number, column: number): string => cellOf(all[(line[row] ?? 1) - 1] ?? '', column)

/** Where most cells that hold anything are no numbers. */
function wordsOf(table: Table, lines: Lines, at: number): readonly string[] | null {
  const numbers = table.columns[at]?.filter((value) => !Number.isNaN(value)).length ?? 0
  if (2 * numbers >= table.rows) return null
  const words = Array.from({ length: table.rows }, (_, row) => cellAt(table, lines, row, at))
  return words.filter((word) => !isMissing(word)).length > numbers ? words : null
}

/** Cells of a column of numbers that hold something else. */
function brokenCells(table: Table, lines: Lines, columns: readonly PointsColumn[]): PointsFile['skipped'][number][] {
  return columns.flatMap(({ numbers, words }, at) => {
    if (words) return []
    const broken: PointsFile['skipped'][number][] = []
    for (let row = 0; row < table.rows && broken.length < SKIPPED_LIMIT; row++) {
      if (!Number.isNaN(numbers[row])) continue
      const cell = cellAt(table, lines, row, at)
      broken.push({ line: table.line[row] ?? 1, why: cell === '' ? `nothing in column ${at + 1}` : `"${cell.slice(0, 30)}" in column ${at + 1} is no number` })
    }
    return broken
  })
}
