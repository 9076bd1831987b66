/**
 * Where one sweep ends and the next begins. Rows stay in the order of the measurement.
 */

/** Fewer points in one direction are no sweep. */
export const MINIMUM_POINTS = 8

/** Row numbers of a run, in order, and whether they are enough. */
export interface Run {
  readonly rows: Uint32Array
  readonly direction: 1 | -1
  readonly enough: boolean
}

/**
 * Monotonic runs of `frequency` along `rows`. Repeated frequencies stay in their run, and so does a single point out of
 * line when the next one goes on beyond the point before it.
 */
export function monotonicRuns(frequency: Float64Array, rows: Uint32Array): Run[] {
  const runs: Run[] = []
  let start = 0
  let direction = 0
  for (let at = 1; at < rows.length; at++) {
    const step = stepAt(frequency, rows, at)
    if (step === 0) continue
    if (direction === 0) direction = Math.sign(step)
    else if (Math.sign(step) !== direction) {
      if (goesOn(frequency, rows, at, direction)) {
        at++
        continue
      }
      runs.push(runOf(frequency, rows.subarray(start, at)))
      start = at
      direction = 0
    }
  }
  if (rows.length > 0) runs.push(runOf(frequency, rows.subarray(start)))
  return runs
}

/** The row after `at` lies beyond the row before it: `at` alone was out of line. */
function goesOn(frequency: Float64Array, rows: Uint32Array, at: number, direction: number): boolean {
  if (at + 1 >= rows.length) return false
  const before = frequency[rows[at - 1] as number] as number
  const after = frequency[rows[at + 1] as number] as number
  return (after - before) * direction > 0
}

function stepAt(frequency: Float64Array, rows: Uint32Array, at: number): number {
  return (frequency[rows[at] as number] as number) - (frequency[rows[at - 1] as number] as number)
}

function runOf(frequency: Float64Array, rows: Uint32Array): Run {
  const span = (frequency[rows.at(-1) ?? 0] as number) - (frequency[rows[0] ?? 0] as number)
  return { rows, direction: span < 0 ? -1 : 1, enough: rows.length >= MINIMUM_POINTS && span !== 0 }
}
