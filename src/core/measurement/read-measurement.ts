/**
 * A file of measured or simulated sweeps, from bytes to sweeps that can be fitted.
 */
import type { Column, ReadResult, Role, Skipped, SweepSummary } from '../contract/characterization'
import { sortLines, type Lines } from './lines'
import { refuseUnreadable } from './refuse'
import { noFrequency, noNumbers, noSweep } from './refuse-table'
import { pointsOf, type Points } from './response'
import { checkRoles, guessRoles } from './roles'
import { MINIMUM_POINTS, monotonicRuns, type Run } from './runs'
import { segmentsOf } from './segments'
import { simulatedFrom, type Simulated } from './simulated'
import type { MeasuredSweep } from './sweep'
import { readTable, type Table } from './table'

export { ROW_LIMIT, SIZE_LIMIT } from './refuse'
export type { MeasuredSweep } from './sweep'

export interface Measurement {
  readonly result: ReadResult
  readonly sweeps: readonly MeasuredSweep[]
  /** Seconds of one simulated sweep, in the units of the simulation; null for a measured file. */
  readonly duration: number | null
  readonly simulated: Simulated | null
}

export interface ReadOptions {
  /** One for each column, where a person knows better. */
  readonly roles?: readonly Role[]
}

/** The platform's text decoder, with the name of the encoding it found. */
export type Decode = (bytes: Uint8Array) => { text: string; encoding: string }

const SKIPPED_LIMIT = 300

/**
 * @param name of the file, for messages
 * @throws SharkfinError `file-empty`, `file-binary`, `file-image`, `file-too-large`, `file-one-column`,
 * `file-no-numbers`, `file-cut`, `file-no-frequency`, `file-no-response`, `no-sweep`, `roles-count`, `roles-twice`
 */
export function readMeasurement(bytes: Uint8Array, name: string, decode: Decode, options: ReadOptions): Measurement {
  refuseUnreadable(bytes, name)
  const { text, encoding } = decode(bytes)
  return measurementOf(text, encoding, name, options)
}

/** Pasted text; @throws as `readMeasurement`. */
export function readText(text: string, name: string, options: ReadOptions): Measurement {
  return measurementOf(text, 'utf-8', name, options)
}

function measurementOf(text: string, encoding: string, file: string, options: ReadOptions): Measurement {
  const lines = sortLines(text, file)
  const simulated = simulatedFrom(lines.comments)
  const table = readTable(lines, file)
  if (options.roles) checkRoles(options.roles, table.columns.length, file)
  const roles = options.roles ?? guessRoles(table.headings, table.columns)
  const points = pointsOf(table, roles, simulated !== null, file)
  const bad: Skipped[] = []
  const runs = runsOf(points, table, completeRows(points, table, lines, bad))
  if (runs.length === 0) throw noNumbers(file, table.line[0] ?? 1)
  const good = runs.filter(({ enough }) => enough)
  if (good.length === 0) throw explainNoSweep(runs, options, file, table)
  const sweeps = good.map((run) => sweepOf(points, run))
  const skipped = [...table.skipped, ...bad, ...leftovers(runs, table)]
    .sort((a, b) => a.line - b.line)
    .slice(0, SKIPPED_LIMIT)
  const { delimiter, decimal } = table.separators
  const dialect = { delimiter, decimal, encoding }
  const columns = table.headings.map((heading, at): Column => ({ ...heading, role: roles[at] ?? 'ignored' }))
  const result = { file, rows: table.rows, columns, dialect, skipped, sweeps: sweeps.map(summary) }
  return { result, sweeps, duration: simulated?.duration ?? null, simulated }
}

/** Numbers of the rows that have all they need; the others go to `bad` with the cell that is no number. */
function completeRows({ needed }: Points, table: Table, lines: Lines, bad: Skipped[]): Uint32Array {
  const rows = new Uint32Array(table.rows)
  let kept = 0
  const refuse = (row: number, column: number) =>
    bad.push({ line: table.line[row] ?? 1, why: whyBroken(table, lines, row, column) })
  for (let row = 0; row < table.rows; row++) {
    const broken = needed.find((at) => Number.isNaN(table.columns[at]?.[row]))
    if (broken === undefined) rows[kept++] = row
    else if (bad.length < SKIPPED_LIMIT) refuse(row, broken)
  }
  return rows.subarray(0, kept)
}

function whyBroken({ line, cellOf }: Table, { all }: Lines, row: number, column: number): string {
  const cell = cellOf(all[(line[row] ?? 1) - 1] ?? '', column)
  return cell === '' ? `nothing in column ${column + 1}` : `"${cell.slice(0, 30)}" in column ${column + 1} is no number`
}

function runsOf(points: Points, { headings, columns, block }: Table, rows: Uint32Array): Run[] {
  const sweep = columns[headings.findIndex(({ name }) => /^(sweep|run|trace|scan)$/i.test(name))] ?? null
  const parts = segmentsOf({ drive: points.drive, block, sweep }, rows)
  return parts.flatMap((part) => monotonicRuns(points.frequency, part))
}

function explainNoSweep(runs: readonly Run[], { roles }: ReadOptions, file: string, { line }: Table) {
  const longest = runs.reduce((most, { rows }) => Math.max(most, rows.length), 0)
  const first = line[0] ?? 1
  return longest < 3 && !roles ? noFrequency(file, first) : noSweep(file, first, MINIMUM_POINTS)
}

function sweepOf({ frequency, x, y, drive, units }: Points, { rows, direction }: Run): MeasuredSweep {
  const pick = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] as number)
  return {
    frequency: pick(frequency),
    x: pick(x),
    y: y && pick(y),
    drive: drive && meanOf(pick(drive)),
    direction,
    units
  }
}

/** A constant stays the number that the file has. */
function meanOf(values: Float64Array): number {
  const first = values[0] ?? 0
  if (values.every((value) => value === first)) return first
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function summary({ frequency, direction, drive }: MeasuredSweep): SweepSummary {
  return { points: frequency.length, direction, drive, from: frequency[0] ?? 0, to: frequency.at(-1) ?? 0 }
}

function leftovers(runs: readonly Run[], { line }: Table): Skipped[] {
  return runs
    .filter(({ enough }) => !enough)
    .map(({ rows }) => ({ line: line[rows[0] ?? 0] ?? 1, why: tooShort(rows.length) }))
}

function tooShort(points: number): string {
  return `too short for a sweep: ${points} ${points === 1 ? 'point' : 'points'} in one direction`
}
