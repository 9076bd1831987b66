/** A map of numbers under a chart's curves: where its cells lie, what stands under the pointer, and its bar of colours. */
import type { ColourScale } from './colour-scale'
import type { Box } from './layout'
import { axisTitle, type Axis, type Range } from './model'

export interface Heat {
  readonly rows: number
  readonly columns: number
  /** [rows, columns], the first row lowest; NaN where there is nothing. */
  readonly values: ArrayLike<number>
  /** Middle of the first and of the last column, and of the first and the last row. */
  readonly x: Range
  readonly y: Range
  /** What the colours mean; values outside its range have the colours of its ends. */
  readonly value: Axis
  readonly scale: ColourScale
}

/** Pixels from a plot to its bar, the bar's width, and the room that it takes in all with its words. */
export const BAR = { gap: 12, width: 11, room: 74 } as const

/** From the edge of the first cell to that of the last. */
export function edgesOf([first, last]: Range, count: number): Range {
  const half = count > 1 ? (last - first) / (count - 1) / 2 : 0.5
  return [first - half, last + half]
}

/** The ranges that show a map whole, for a chart's axes. */
export function heatRanges({ x, y, rows, columns }: Pick<Heat, 'x' | 'y' | 'rows' | 'columns'>): readonly [Range, Range] {
  return [rising(edgesOf(x, columns)), rising(edgesOf(y, rows))]
}

/** Middle of a column, or of a row. */
export function middleOf([first, last]: Range, count: number, at: number): number {
  return count > 1 ? first + ((last - first) * at) / (count - 1) : first
}

/** The value at a place of the chart; null beside the map. */
export function heatAt({ x, y, rows, columns, values }: Heat, [px, py]: readonly [number, number]): number | null {
  const [column, row] = [cellOf(px, x, columns), cellOf(py, y, rows)]
  return column === null || row === null ? null : (values[row * columns + column] ?? NaN)
}

function cellOf(value: number, range: Range, count: number): number | null {
  const [from, to] = edgesOf(range, count)
  const at = Math.floor(((value - from) / (to - from)) * count)
  return at >= 0 && at < count ? at : null
}

function rising([a, b]: Range): Range {
  return a < b ? [a, b] : [b, a]
}

/** Beside the plot's right edge, as high as it is. */
export function barBox({ left, top, width, height }: Box): Box {
  return { left: left + width + BAR.gap, top, width: BAR.width, height }
}

export function barTitle({ value }: Heat): string {
  return axisTitle(value)
}

/** The whole of what there is, and about zero for a diverging scale. */
export function heatRange(arrays: readonly ArrayLike<number>[], scale: ColourScale): Range {
  let [low, high] = [Infinity, -Infinity]
  for (const array of arrays) {
    for (let k = 0; k < array.length; k++) {
      const value = array[k] ?? NaN
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  if (low > high) return [0, 1]
  if (scale === 'diverging') {
    const most = Math.max(Math.abs(low), Math.abs(high)) || 1
    return [-most, most]
  }
  return high > low ? [low, high] : [low - 0.5, high + 0.5]
}
