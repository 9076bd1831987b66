/** Rows that a model read, as pictures, as cells and as a file. */
import type { RowsReading } from '../../../core/contract/model'
import { formatNumber, formatShort } from '../../../core/numbers/format'
import { dataInk, rangeOf, type Chart, type Range } from '../../charts/model'
import { csvCell } from '../../charts/csv'

/** Pictures beside each other. */
const MOST = 3

function column(values: ArrayLike<number>, at: number, width: number): Float64Array {
  return Float64Array.from({ length: Math.floor(values.length / width) }, (_, row) => values[row * width + at] ?? NaN)
}

/** What is said against the truth where the file has it, else along the only number that is given; none where neither can be drawn. */
export function readingCharts(reading: RowsReading): readonly Chart[] {
  const { given, said, truth, isClasses } = reading
  if (isClasses) return []
  if (reading.along) return [answers(reading, reading.along)]
  if (truth) return said.slice(0, MOST).flatMap((_, k) => (column(truth, k, said.length).some(Number.isFinite) ? [comparison(reading, truth, k)] : []))
  return given.length === 1 ? [along(reading)] : []
}

function comparison({ said, y, rmse }: RowsReading, truth: Float32Array, k: number): Chart {
  const { name, unit } = said[k] ?? { name: '', unit: '' }
  const [x, read] = [column(truth, k, said.length), column(y, k, said.length)]
  const range: Range = rangeOf([x.filter((value) => Number.isFinite(value)), read])
  return {
    title: `${name}, against the file`,
    note: `rmse ${formatNumber(rmse?.[k] ?? NaN, 2)}${unit ? ` ${unit}` : ''}`,
    x: { label: 'in the file', unit, scale: 'linear', range },
    y: { label: 'read', unit, scale: 'linear', range },
    equalScales: false,
    series: [
      { name: 'read = in the file', kind: 'line', x: [...range], y: [...range], ink: 'soft', size: 1, opacity: 0.7 },
      { name, kind: 'points', x, y: read, ink: dataInk(k), size: 1.8, opacity: 0.75 }
    ],
    labels: []
  }
}

/** Curves that still are told apart. */
const CURVES = 7

function answers({ rows, said, y, truth }: RowsReading, { name, unit, from, to }: NonNullable<RowsReading['along']>): Chart {
  const x = Float64Array.from(said, (_, k) => from + ((to - from) * k) / Math.max(1, said.length - 1))
  const shown = Array.from({ length: Math.min(rows, CURVES) }, (_, row) => row)
  const of = (values: Float32Array, row: number): Float32Array => values.subarray(row * said.length, (row + 1) * said.length)
  const known = shown.filter((row) => truth && of(truth, row).some(Number.isFinite))
  const quantity = (said[0]?.name ?? '').replace(/ 1$/, '')
  return {
    title: `${quantity}, as the model says it`,
    note: `${rows > CURVES ? `the first ${CURVES} rows` : rows === 1 ? 'one row' : `${rows} rows`}${known.length > 0 ? '; points: in the file' : ''}`,
    x: { label: name, unit, scale: 'linear', range: [Math.min(from, to), Math.max(from, to)] },
    y: { label: quantity, unit: '', scale: 'linear', range: rangeOf([y.subarray(0, shown.length * said.length), ...known.map((row) => of(truth ?? y, row))]) },
    equalScales: false,
    series: [
      ...shown.map((row): Chart['series'][number] => ({ name: `row ${row + 1}`, kind: 'line', x, y: of(y, row), ink: dataInk(row), size: 1.6, opacity: 1 })),
      ...known.map((row): Chart['series'][number] => ({ name: `row ${row + 1}, in the file`, kind: 'points', x, y: of(truth ?? y, row), ink: dataInk(row), size: 1.4, opacity: 0.7 }))
    ],
    labels: []
  }
}

function along({ given, said, x, y }: RowsReading): Chart {
  const curves = said.slice(0, MOST).map(({ name }, k) => ({ name, ink: dataInk(k), values: column(y, k, said.length) }))
  const [{ name, unit } = { name: '', unit: '' }] = given
  const [first] = said
  return {
    title: said.length === 1 ? `${first?.name ?? ''}, as it was read` : 'As it was read',
    note: '',
    x: { label: name, unit, scale: 'linear', range: rangeOf([x]) },
    y: { label: said.length === 1 ? (first?.name ?? '') : '', unit: first?.unit ?? '', scale: 'linear', range: rangeOf(curves.map(({ values }) => values)) },
    equalScales: false,
    series: curves.map(({ name: saidName, ink, values }) => ({ name: saidName, kind: 'points', x, y: values, ink, size: 1.8, opacity: 0.85 })),
    labels: []
  }
}

/** Which class the model holds for the likeliest in a row. */
export function likeliest({ y, said }: RowsReading, row: number): number {
  return said.reduce((best, _, k) => ((y[row * said.length + k] ?? 0) > (y[row * said.length + best] ?? 0) ? k : best), 0)
}

/** The class that the file says; '' where it says none. */
export function classInFile({ truth, said }: RowsReading, row: number): string {
  return said.find((_, k) => truth?.[row * said.length + k] === 1)?.name ?? ''
}

/** 'right in 93 of 100 rows'; '' where the file does not say the class. */
export function scoreInWords(reading: RowsReading): string {
  const { truth, said, rows, isClasses } = reading
  if (!isClasses || !truth) return ''
  const known = Array.from({ length: rows }, (_, row) => row).filter((row) => Number.isFinite(truth[row * said.length]))
  const right = known.filter((row) => truth[row * said.length + likeliest(reading, row)] === 1).length
  return `right in ${right} of ${known.length} rows`
}

/** '0.31', '0.31 ± 0.02' */
export function readCell({ y, deviation, said }: RowsReading, row: number, k: number): string {
  const at = row * said.length + k
  const width = deviation?.[at]
  return `${formatShort(y[at] ?? NaN, 4)}${width === undefined ? '' : ` ± ${formatShort(width, 2)}`}`
}

/** All rows with what was given, what was read, and what the file says of it. */
export function readingCsv({ rows, lines, given, said, x, y, deviation, truth }: RowsReading): string {
  const titled = ({ name, unit }: { name: string; unit: string }, before = ''): string => csvCell(`${before}${name}${unit ? ` (${unit})` : ''}`)
  const head = ['line', ...given.map((one) => titled(one)), ...said.map((one) => titled(one, 'read ')), ...(deviation ? said.map((one) => titled(one, 'deviation of ')) : []), ...(truth ? said.map((one) => titled(one, 'in the file ')) : [])]
  const body = Array.from({ length: rows }, (_, row) => {
    const of = (values: Float32Array, width: number): string[] => Array.from(values.subarray(row * width, (row + 1) * width), (value) => (Number.isFinite(value) ? String(Number(value.toPrecision(8))) : ''))
    return [String(lines[row] ?? ''), ...of(x, given.length), ...of(y, said.length), ...(deviation ? of(deviation, said.length) : []), ...(truth ? of(truth, said.length) : [])].join(',')
  })
  return `${[head.join(','), ...body].join('\n')}\n`
}
