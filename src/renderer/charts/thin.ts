/** Fewer points for the same picture: at most two per pixel column, the lowest and the highest. */
import { xAt, type Range, type Series } from './model'

export interface Thinned {
  readonly x: Float64Array
  readonly y: Float64Array
}

/**
 * Thins a series whose x never falls. The first and the last point of the range are kept, and in each of `columns`
 * equal parts of it the extremes, in their order. A series that is short already is returned point by point.
 * @param columns pixel columns of the plot
 */
export function thin(series: Series, [low, high]: Range, columns: number): Thinned {
  const [start, end] = visible(series, low, high)
  if (end - start <= 4 * columns) return every(series, start, end)
  const x = new Float64Array(2 * columns + 2)
  const y = new Float64Array(2 * columns + 2)
  let kept = 0
  const keep = (index: number): void => {
    x[kept] = xAt(series, index)
    y[kept++] = series.y[index] ?? NaN
  }
  keep(start)
  let index = start
  for (let column = 0; column < columns; column++) {
    const edge = low + ((high - low) * (column + 1)) / columns
    let lowest = -1
    let highest = -1
    for (; index < end && (xAt(series, index) < edge || column === columns - 1); index++) {
      const value = series.y[index] ?? NaN
      if (lowest < 0 || value < (series.y[lowest] ?? NaN)) lowest = index
      if (highest < 0 || value > (series.y[highest] ?? NaN)) highest = index
    }
    if (lowest < 0) continue
    keep(Math.min(lowest, highest))
    if (lowest !== highest) keep(Math.max(lowest, highest))
  }
  if (kept < x.length) keep(end - 1)
  return { x: x.subarray(0, kept), y: y.subarray(0, kept) }
}

/** True where x never falls, so that `thin` applies. */
export function isRising(series: Series): boolean {
  if (!series.x) return true
  for (let index = 1; index < series.x.length; index++) {
    if (!(xAt(series, index) >= xAt(series, index - 1))) return false
  }
  return true
}

function every(series: Series, start: number, end: number): Thinned {
  const x = new Float64Array(Math.max(0, end - start))
  const y = new Float64Array(x.length)
  for (let index = start; index < end; index++) {
    x[index - start] = xAt(series, index)
    y[index - start] = series.y[index] ?? NaN
  }
  return { x, y }
}

/** Indices [start, end) whose x lies in the range, and one neighbour on either side so that lines leave the picture. */
function visible(series: Series, low: number, high: number): readonly [number, number] {
  const length = series.y.length
  const start = Math.max(0, firstAtLeast(series, low) - 1)
  return [start, Math.min(length, firstAtLeast(series, high) + 1)]
}

function firstAtLeast(series: Series, value: number): number {
  let low = 0
  let high = series.y.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (xAt(series, middle) < value) low = middle + 1
    else high = middle
  }
  return low
}
