/**
 * Sweeps at many drives as a map: a row for each drive, rising; columns evenly spaced over all frequencies, as many as the longest sweep
 * has points. Between two points of a sweep it is straight; beyond its ends nothing was measured.
 */
import { SharkfinError } from '../../contract/errors'
import type { Quantity } from '../../recipe/measurement'
import type { MeasuredSweep } from '../sweep'
import type { MeasuredMap } from './measured-map'

export interface SweepChoice {
  /** Which of the sweeps make the map: those that go up, or those that go down. */
  readonly direction: 1 | -1
  /** What of the response. */
  readonly quantity: Quantity
}

const LEAST_DRIVES = 3

/**
 * @throws SharkfinError `map-drives`, `map-quantity`
 */
export function mapOfSweeps(sweeps: readonly MeasuredSweep[], { direction, quantity }: SweepChoice, file: string): MeasuredMap {
  const along = sweeps.filter((sweep) => sweep.direction === direction)
  const [first] = along
  const drives = [...new Set(along.flatMap(({ drive }) => (drive === null ? [] : [drive])))].sort((a, b) => a - b)
  if (!first || drives.length < LEAST_DRIVES) throw tooFewDrives(sweeps, direction, drives.length, file)
  if (quantity !== 'modulus' && !first.y) throw onlyModulus(quantity, file)
  const ends = along.flatMap(({ frequency }) => [frequency[0], frequency[frequency.length - 1]])
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  const count = Math.max(...along.map(({ frequency }) => frequency.length))
  const columns = Float64Array.from({ length: count }, (_, k) => low + ((high - low) * k) / (count - 1))
  const rows = drives.map((drive) => rowOf(along.filter((sweep) => sweep.drive === drive), columns, quantity))
  const { units } = first
  return {
    rows: { name: 'drive', unit: units.drive, values: Float64Array.from(drives), count: drives.length },
    columns: { name: 'frequency', unit: units.frequency, values: columns, count },
    values: Float64Array.from(rows.flatMap((row) => Array.from(row))),
    quantity: { modulus: '|V|', real: 'X', imaginary: 'Y' }[quantity],
    unit: units.response,
    understood: [`${along.length} of ${sweeps.length} sweeps, ${direction > 0 ? 'upwards' : 'downwards'}, at ${drives.length} drives`]
  }
}

/** Several sweeps at one drive are averaged where they overlap. */
function rowOf(sweeps: readonly MeasuredSweep[], columns: Float64Array, quantity: Quantity): Float64Array {
  const lines = sweeps.map((sweep) => interpolated(sweep, observed(sweep, quantity), columns))
  return columns.map((_, k) => {
    const there = lines.map((line) => line[k]).filter((value) => !Number.isNaN(value))
    return there.length === 0 ? NaN : there.reduce((sum, value) => sum + value, 0) / there.length
  })
}

function observed({ x, y }: MeasuredSweep, quantity: Quantity): Float64Array {
  if (!y || quantity === 'real') return x
  return quantity === 'imaginary' ? y : x.map((value, k) => Math.hypot(value, y[k]))
}

function interpolated({ frequency, direction }: MeasuredSweep, values: Float64Array, columns: Float64Array): Float64Array {
  const order = Array.from(frequency.keys())
  if (direction < 0) order.reverse()
  let at = 0
  return columns.map((wanted) => {
    while (at + 2 < order.length && frequency[order[at + 1]] < wanted) at++
    const [left, right] = [order[at], order[at + 1]]
    const [from, to] = [frequency[left], frequency[right]]
    const slack = 1e-9 * Math.abs(to - from)
    if (wanted < from - slack || wanted > to + slack) return NaN
    return to > from ? values[left] + ((values[right] - values[left]) * (wanted - from)) / (to - from) : values[left]
  })
}

function tooFewDrives(sweeps: readonly MeasuredSweep[], direction: 1 | -1, drives: number, file: string): SharkfinError {
  const others = sweeps.filter((sweep) => sweep.direction !== direction).length
  return new SharkfinError({
    code: 'map-drives',
    message: `The file has sweeps ${direction > 0 ? 'upwards' : 'downwards'} at ${drives} different drives; a map needs ${LEAST_DRIVES} or more.`,
    remedy: others > 0 ? 'Take the sweeps in the other direction, or open the file in Characterize.' : 'Open the file in Characterize, which reads single sweeps.',
    place: { file }
  })
}

function onlyModulus(quantity: Quantity, file: string): SharkfinError {
  return new SharkfinError({
    code: 'map-quantity',
    message: `The recipe sees the ${quantity} part of the response, and the file has its modulus alone.`,
    remedy: 'Choose a recipe that sees the modulus, or a file with both quadratures.',
    place: { file }
  })
}
