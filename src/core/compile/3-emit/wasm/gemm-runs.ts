/** How the rows, columns and inner steps of a product are cut. */
import { LANES } from './emission'

/** `count` neighbouring runs of `length` rows or vectors, from `start` on. */
export interface Run {
  readonly start: number
  readonly length: number
  readonly count: number
}

/** A whole cut into as few equal pieces as `most` allows; one unit more in some of them where it does not divide. */
export function evenRuns(total: number, most: number, start = 0): Run[] {
  if (total === 0) return []
  const pieces = Math.ceil(total / most)
  const short = Math.floor(total / pieces)
  const longer = total - short * pieces
  const runs = [
    { start, length: short + 1, count: longer },
    { start: start + longer * (short + 1), length: short, count: pieces - longer }
  ]
  return runs.filter(({ count }) => count > 0)
}

/** As many pieces of the full length as fit, then the rest. */
export function fullRuns(total: number, length: number): Run[] {
  const count = Math.floor(total / length)
  const rest = total - count * length
  return [
    ...(count > 0 ? [{ start: 0, length, count }] : []),
    ...(rest > 0 ? [{ start: count * length, length: rest, count: 1 }] : [])
  ]
}

/** A run of vectors of four columns; it may start between two of them. */
export interface Strip extends Run {
  /** Columns of the last vector that are kept. */
  readonly lanes: number
  /** Columns of the first vector that belong to the strip before. */
  readonly overlap: number
}

/**
 * Columns by vectors. The last strip, where the columns do not fill it, reaches back into the one before, so that all vectors are
 * whole: what both make is the same. Where there is none before, the last vector is stored in part.
 * @param most vectors of one strip
 */
export function stripsOf(columns: number, most: number): Strip[] {
  const whole = Math.floor(columns / LANES)
  const vectors = Math.ceil(columns / LANES)
  const strips = (count: number, run: number): Strip[] => fullRuns(count, run).map((one) => ({ ...one, lanes: LANES, overlap: 0 }))
  if (vectors === whole) return strips(whole, most)
  if (vectors <= most) return [...strips(whole, most), { start: whole, length: 1, count: 1, lanes: columns % LANES, overlap: 0 }]
  const last = vectors % most || most
  return [
    ...strips(vectors - last, most),
    { start: columns / LANES - last, length: last, count: 1, lanes: LANES, overlap: LANES * vectors - columns }
  ]
}
