/**
 * Rows that may belong to one sweep: the same drive, the same block of the file, the same number in a sweep column.
 */
import { MINIMUM_POINTS } from './runs'

/** One entry per row. */
export interface Marks {
  readonly drive: Float64Array | null
  readonly block: Uint32Array
  /** A column called sweep, run, trace or scan. */
  readonly sweep: Float64Array | null
}

/**
 * Row numbers of each segment, rows in order, segments by their first row. A drive that changes at every row, as when
 * all drives are measured at one frequency before the next, gives one segment for each drive.
 */
export function segmentsOf({ drive, block, sweep }: Marks, rows: Uint32Array): Uint32Array[] {
  const usedBlock = wide(block, rows) ? block : null
  const usedSweep = sweep && wide(sweep, rows) ? sweep : null
  const parts = cut(rows, (row, before) => changes(usedBlock, row, before) || changes(usedSweep, row, before))
  return drive ? parts.flatMap((part) => byDrive(drive, part)) : parts
}

function changes(marks: Uint32Array | Float64Array | null, row: number, before: number): boolean {
  return marks !== null && marks[row] !== marks[before]
}

function byDrive(drive: Float64Array, rows: Uint32Array): Uint32Array[] {
  const parts = cut(rows, (row, before) => drive[row] !== drive[before])
  if (parts.length * MINIMUM_POINTS <= rows.length || parts.length === 1) return parts
  const groups = new Map<number, number[]>()
  for (const row of rows) {
    const value = drive[row] as number
    const group = groups.get(value)
    if (group) group.push(row)
    else groups.set(value, [row])
  }
  if (groups.size * MINIMUM_POINTS <= rows.length && allApart([...groups.keys()])) {
    return [...groups.values()].map((group) => Uint32Array.from(group))
  }
  // A drive that is itself measured scatters from row to row: then it parts nothing unless it really changes.
  return cut(rows, (row, before) => differs(drive[row] as number, drive[before] as number, 0.1))
}

function differs(drive: number, other: number, relative: number): boolean {
  return Math.abs(drive - other) > relative * Math.max(Math.abs(drive), Math.abs(other))
}

/** Set drives, not the digits of one drive: neighbours in size differ by more than two per cent. */
function allApart(drives: readonly number[]): boolean {
  const sorted = drives.toSorted((a, b) => a - b)
  return sorted.every((drive, at) => at === 0 || differs(drive, sorted[at - 1] as number, 0.02))
}

function cut(rows: Uint32Array, parts: (row: number, before: number) => boolean): Uint32Array[] {
  const cuts: Uint32Array[] = []
  let start = 0
  for (let at = 1; at <= rows.length; at++) {
    if (at < rows.length && !parts(rows[at] as number, rows[at - 1] as number)) continue
    if (at > start) cuts.push(rows.subarray(start, at))
    start = at
  }
  return cuts
}

/** Marks that part the rows into pieces of a sweep's length; shorter pieces are blank lines that mean nothing. */
function wide(marks: Uint32Array | Float64Array, rows: Uint32Array): boolean {
  let pieces = 1
  for (let at = 1; at < rows.length; at++) if (marks[rows[at] as number] !== marks[rows[at - 1] as number]) pieces++
  return pieces * MINIMUM_POINTS <= rows.length
}
