/**
 * A matrix of numbers as text: the first line holds the values of the columns' axis, the first cell of every other line the value of the
 * rows' axis. Delimiter and decimal sign are found as for sweeps; an empty cell, or one that says NaN, is masked.
 */
import { SharkfinError } from '../../contract/errors'
import { cellNumber, isMissing, splitCells } from '../cells'
import { sniffSeparators, type Separators } from '../dialect'
import { sortLines, type NumberedLine } from '../lines'
import type { MapAxis, MeasuredMap } from './measured-map'

/** Fewer rows or columns are no map. */
const LEAST = 3
/** A file of sweeps has fewer columns than this. */
const WIDE = 10

/**
 * Whether a text is a matrix and no list of sweeps: many columns, all lines equally long, and axes that go one way.
 * @throws SharkfinError `file-empty`, `file-too-large`
 */
export function isMatrix(text: string, file: string): boolean {
  const { candidates } = sortLines(withCorner(text), file)
  const separators = sniffSeparators(candidates.map((line) => line.text))
  if (!separators || candidates.length <= LEAST) return false
  const [head, ...rows] = candidates.map((line) => splitCells(line.text, separators.delimiter))
  if (!head || head.length < WIDE) return false
  const across = head.slice(1).map((cell) => cellNumber(cell, separators.decimal))
  const down = rows.slice(0, 20).map(([first = '']) => cellNumber(first, separators.decimal))
  return goesOneWay(across) && goesOneWay(down)
}

/**
 * @throws SharkfinError `file-empty`, `file-too-large`, `map-no-numbers`, `map-axis`, `map-ragged`, `map-cell`, `map-small`
 */
export function readMatrix(text: string, file: string): MeasuredMap {
  const { candidates } = sortLines(withCorner(text), file)
  const separators = sniffSeparators(candidates.map((line) => line.text))
  const [head, ...lines] = candidates
  if (!separators || !head) throw noNumbers(file)
  const cells = splitCells(head.text, separators.delimiter)
  const across = axisNumbers(cells.slice(1), head, separators, file)
  const rows = lines.map((line) => rowOf(line, across.length, separators, file))
  if (rows.length < LEAST || across.length < LEAST) throw tooSmall(rows.length, across.length, file)
  const down = Float64Array.from(rows, ([first]) => first)
  refuseTurning(down, (at) => lines[at]?.line ?? 1, 'the first column', file)
  const names = cornerWords(cells[0] ?? '')
  return {
    rows: axis(names.rows, down),
    columns: axis(names.columns, across),
    values: Float64Array.from(rows.flatMap((row) => Array.from(row.subarray(1)))),
    quantity: names.quantity.name,
    unit: names.quantity.unit,
    understood: [`a matrix of ${rows.length} rows and ${across.length} columns with its axes in the first line and the first column`]
  }
}

/** A first line that begins with an empty cell before a semicolon is no comment, though a semicolon starts one elsewhere. */
function withCorner(text: string): string {
  return text.replace(/^;(?=\s*[-+.\d][^;\n]*;)/m, '-;')
}

interface Named {
  readonly name: string
  readonly unit: string
}

function axis({ name, unit }: Named, values: Float64Array): MapAxis {
  return { name, unit, values, count: values.length }
}

/** The corner as Sharkfin writes it, 'X (mV): drive (V) down and frequency (Hz) across'; anything else says nothing. */
function cornerWords(corner: string): { readonly quantity: Named; readonly rows: Named; readonly columns: Named } {
  const [, quantity = '', rows = '', columns = ''] = /^(.*): (.*) down and (.*) across$/.exec(corner) ?? []
  return { quantity: named(quantity), rows: named(rows), columns: named(columns) }
}

function named(words: string): Named {
  const [, name = words, unit = ''] = /^(.*\S)\s*\(([^()]*)\)$/.exec(words) ?? []
  return { name, unit }
}

/** [axis, ...values] of one line. */
function rowOf({ text, line }: NumberedLine, columns: number, { delimiter, decimal }: Separators, file: string): Float64Array {
  const cells = splitCells(text, delimiter)
  while (cells.length > columns + 1 && cells.at(-1) === '') cells.pop()
  if (cells.length !== columns + 1) {
    throw new SharkfinError({
      code: 'map-ragged',
      message: `The line has ${cells.length - 1} values where the first line names ${columns} columns.`,
      remedy: 'Write every row with as many cells; leave a cell empty where nothing was measured.',
      place: { file, line }
    })
  }
  return Float64Array.from(cells, (cell, column) => {
    const value = cellNumber(cell, decimal)
    if (!Number.isNaN(value) || (column > 0 && isMissing(cell))) return value
    throw new SharkfinError({
      code: column > 0 ? 'map-cell' : 'map-axis',
      message: `"${cell.slice(0, 30)}" is no number.`,
      remedy: column > 0 ? 'Write a number, or leave the cell empty where nothing was measured.' : 'The first cell of every line is the value of the axis that runs down.',
      place: { file, line, column: column + 1 }
    })
  })
}

function axisNumbers(cells: readonly string[], { line }: NumberedLine, { decimal }: Separators, file: string): Float64Array {
  const values = Float64Array.from(cells, (cell) => cellNumber(cell, decimal))
  const wrong = values.findIndex((value) => Number.isNaN(value))
  if (wrong >= 0) {
    throw new SharkfinError({
      code: 'map-axis',
      message: `The first line holds "${(cells[wrong] ?? '').slice(0, 30)}" where the axis that runs across has a number.`,
      remedy: 'The first line is a corner, then one number for each column.',
      place: { file, line, column: wrong + 2 }
    })
  }
  refuseTurning(values, () => line, 'the first line', file)
  return values
}

/** An axis rises or falls all the way; where it turns, rows or columns lie in another order than their values. */
function refuseTurning(values: Float64Array, lineOf: (at: number) => number, where: string, file: string): void {
  const way = Math.sign(values[values.length - 1] - values[0])
  const at = values.findIndex((value, k) => k > 0 && way * (value - values[k - 1]) <= 0)
  if (at < 0) return
  throw new SharkfinError({
    code: 'map-axis',
    message: `The axis in ${where} neither rises nor falls all the way: ${values[at]} follows ${values[at - 1]}.`,
    remedy: 'Sort rows and columns by their axes, and keep one value for each.',
    place: { file, line: lineOf(at) }
  })
}

function goesOneWay(values: readonly number[]): boolean {
  const way = Math.sign((values[values.length - 1] ?? NaN) - (values[0] ?? NaN))
  return values.every((value, k) => !Number.isNaN(value) && (k === 0 || way * (value - (values[k - 1] ?? NaN)) > 0))
}

function noNumbers(file: string): SharkfinError {
  return new SharkfinError({
    code: 'map-no-numbers',
    message: 'No line of the file holds numbers.',
    remedy: 'A map is a matrix with its axes in the first line and the first column, an .npy file, or sweeps at many drives.',
    place: { file, line: 1 }
  })
}

function tooSmall(rows: number, columns: number, file: string): SharkfinError {
  return new SharkfinError({
    code: 'map-small',
    message: `The matrix has ${rows} rows and ${columns} columns; a map has ${LEAST} of each or more.`,
    remedy: 'Choose a file with a row for each drive and a column for each frequency.',
    place: { file }
  })
}
