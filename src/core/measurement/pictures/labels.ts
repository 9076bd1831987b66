/**
 * The file of labels of a folder of pictures: a line for each picture, its name first, then numbers or the name of a class. The first line
 * names the columns, unless it names a picture.
 */
import { SharkfinError } from '../../contract/errors'
import { cellNumber, isMissing, splitCells, type Decimal, type Delimiter } from '../cells'
import { heading, type Heading } from '../header'
import { sortLines } from '../lines'

export interface LabelColumn {
  /** As the file has it; 'column 2' where it says nothing. Unlike for each column. */
  readonly heading: string
  readonly unit: string
  /** [pictures], NaN where there is no number. */
  readonly numbers: Float64Array
  /** [pictures] where the column has words instead, '' where there is none. */
  readonly words: readonly string[] | null
}

export interface Labels {
  /** Pictures that a line names, in the order of `files`. */
  readonly files: readonly string[]
  readonly columns: readonly LabelColumn[]
  /** Pictures without a line, and lines without a picture. */
  readonly skipped: readonly { readonly file: string; readonly why: string }[]
}

const DELIMITERS: readonly (readonly [Delimiter, RegExp])[] = [['tab', /\t/g], ['semicolon', /;/g], ['comma', /,/g]]
const SLASHES = /\\/g

interface Row {
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * @param files pictures of the folder, by their path inside it with forward slashes, in their order
 * @throws SharkfinError `file-...`, `labels-none`
 */
export function readLabels(text: string, file: string, files: readonly string[]): Labels {
  const { candidates } = sortLines(text, file)
  const delimiter = delimiterOf(candidates[0]?.text ?? '')
  const rows = candidates.map(({ text: cells, line }): Row => ({ line, cells: splitCells(cells, delimiter) }))
  const known = new Set(files)
  const hasHead = !known.has(nameIn(rows[0]))
  const width = Math.max(0, ...rows.slice(0, 1000).map(({ cells }) => cells.length))
  if (width < 2) throw none(file)
  const headings = headingsOf(hasHead ? (rows[0]?.cells ?? []) : [], width)
  const { byFile, skipped } = matched(rows.slice(hasHead ? 1 : 0), known, file)
  const named = files.filter((one) => byFile.has(one))
  const decimal: Decimal = delimiter === 'comma' ? '.' : hasCommas([...byFile.values()]) ? ',' : '.'
  const columns = headings.map((head, k) => columnOf(head, named.map((one) => byFile.get(one)?.cells[k + 1] ?? ''), decimal))
  const unnamed = files.filter((one) => !byFile.has(one)).map((one) => ({ file: one, why: `no line of ${file} names it` }))
  return { files: named, columns, skipped: [...skipped, ...unnamed] }
}

function delimiterOf(line: string): Delimiter {
  const counted = DELIMITERS.map(([name, sign]) => ({ name, count: line.match(sign)?.length ?? 0 }))
  return counted.reduce((most, one) => (one.count > most.count ? one : most)).name
}

function nameIn(row: Row | undefined): string {
  return (row?.cells[0] ?? '').replace(SLASHES, '/').replace(/^\.\//, '')
}

function matched(rows: readonly Row[], known: ReadonlySet<string>, file: string): { readonly byFile: ReadonlyMap<string, Row>; readonly skipped: Labels['skipped'][number][] } {
  const byFile = new Map<string, Row>()
  const skipped: Labels['skipped'][number][] = []
  for (const row of rows) {
    const name = nameIn(row)
    const why = !known.has(name) ? 'there is no such picture' : byFile.has(name) ? 'an earlier line names it already' : null
    if (why) skipped.push({ file: name, why: `line ${row.line} of ${file}: ${why}` })
    else byFile.set(name, row)
  }
  return { byFile, skipped }
}

/** Headings of the columns after the first, each once. */
function headingsOf(cells: readonly string[], width: number): readonly Heading[] {
  const taken = new Set<string>()
  return Array.from({ length: width - 1 }, (_, k) => {
    const { name, unit } = heading(cells[k + 1] ?? '')
    const wanted = name === '' || taken.has(name) ? `column ${k + 2}` : name
    taken.add(wanted)
    return { name: wanted.slice(0, 120), unit }
  })
}

function hasCommas(rows: readonly Row[]): boolean {
  return rows.some(({ cells }) => cells.slice(1).some((cell) => /^[-+]?\d+,\d+$/.test(cell)))
}

/** Numbers, unless most of what stands there is none. */
function columnOf({ name, unit }: Heading, cells: readonly string[], decimal: Decimal): LabelColumn {
  const numbers = Float64Array.from(cells, (cell) => cellNumber(cell, decimal))
  const written = cells.filter((cell) => !isMissing(cell)).length
  const isWords = 2 * numbers.filter((value) => !Number.isNaN(value)).length < written
  return { heading: name, unit, numbers, words: isWords ? cells.map((cell) => (isMissing(cell) ? '' : cell)) : null }
}

function none(file: string): SharkfinError {
  return new SharkfinError({
    code: 'labels-none',
    message: 'The file of labels has no column after the name of the picture.',
    remedy: 'Write a line for each picture: its file name, a comma, then a number or the name of a class.',
    place: { file, line: 1 }
  })
}
