/**
 * A picture as text: a matrix of numbers, a line for each row, the top one first. Where the corner is no number the first line and the first
 * column are axes, as in a measured map, and are left out.
 */
import { SharkfinError } from '../../contract/errors'
import { cellNumber, splitCells } from '../cells'
import { sniffSeparators } from '../dialect'
import { sortLines } from '../lines'
import { readMatrix } from '../map/matrix'
import { PIXEL_LIMIT, type Picture } from './picture'

/** @throws SharkfinError `file-...`, `map-...`, `picture-ragged`, `picture-hole`, `picture-size` */
export function readGrid(text: string, file: string): Picture {
  const { candidates } = sortLines(text, file)
  const separators = sniffSeparators(candidates.map((line) => line.text))
  const [head] = candidates
  const first = separators && head ? splitCells(head.text, separators.delimiter) : []
  if (!separators || !head || Number.isNaN(cellNumber(first[0] ?? '', separators.decimal))) {
    const { rows, columns, values } = readMatrix(text, file)
    return whole({ rows: rows.count, columns: columns.count, channels: 1, values, scale: 1 }, file)
  }
  const columns = first.length
  if (columns * candidates.length > PIXEL_LIMIT) throw tooLarge(candidates.length, columns, file)
  const values = new Float64Array(columns * candidates.length)
  candidates.forEach(({ text: line, line: number }, row) => {
    const cells = splitCells(line, separators.delimiter)
    while (cells.length > columns && cells.at(-1) === '') cells.pop()
    if (cells.length !== columns) throw ragged(cells.length, columns, file, number)
    cells.forEach((cell, column) => (values[row * columns + column] = cellNumber(cell, separators.decimal)))
  })
  return whole({ rows: candidates.length, columns, channels: 1, values, scale: 1 }, file)
}

/**
 * The picture itself, where every number of it is one.
 * @throws SharkfinError `picture-hole`
 */
export function whole(picture: Picture, file: string): Picture {
  const { values, rows, columns } = picture
  let holes = 0
  for (let k = 0; k < values.length; k++) if (!Number.isFinite(values[k])) holes++
  if (holes === 0) return picture
  throw new SharkfinError({
    code: 'picture-hole',
    message: `${holes} of its ${rows} × ${columns} places hold no number, and a network needs every one.`,
    remedy: 'Fill them, for example with the mean of their neighbours.',
    place: { file }
  })
}

/** @returns an error for a picture with too many pixels, or with none */
export function tooLarge(rows: number, columns: number, file: string): SharkfinError {
  return new SharkfinError({
    code: 'picture-size',
    message: `The picture has ${rows} × ${columns} pixels; from 1 to ${PIXEL_LIMIT} are read.`,
    remedy: 'Make it smaller: it is brought to some ten pixels a side anyway.',
    place: { file }
  })
}

function ragged(cells: number, columns: number, file: string, line: number): SharkfinError {
  return new SharkfinError({
    code: 'picture-ragged',
    message: `The line has ${cells} numbers where the first one has ${columns}.`,
    remedy: 'Write every row with as many numbers.',
    place: { file, line }
  })
}
