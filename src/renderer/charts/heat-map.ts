/** A heat map as data: numbers on a grid with axes and a colour scale, and curves over it. Screen, PNG and CSV are prints of the same. */
import { csvCell } from './csv'
import { axisTitle, type Axis, type Label, type Range, type Series } from './model'

export interface HeatMapChart {
  readonly title: string
  readonly note: string
  readonly x: Axis
  readonly y: Axis
  /** What colour stands for; its range is that of the colour scale. */
  readonly value: Axis
  /** Rising, evenly spaced. */
  readonly xs: ArrayLike<number>
  readonly ys: ArrayLike<number>
  /** [rows = ys, columns = xs]; what is not a number is left out. */
  readonly values: ArrayLike<number>
  /** Cells run into each other, as a function does; false: each is seen for itself, as a pixel is. */
  readonly isSmooth: boolean
  /** Values along which lines of equal height are drawn. */
  readonly contours: readonly number[]
  readonly series: readonly Series[]
  readonly labels: readonly Label[]
}

/** Where a value stands on the colour scale, 0 to 1. */
export function shareOf({ scale, range: [low, high] }: Axis, value: number): number {
  if (scale === 'linear') return (value - low) / (high - low)
  return value <= low ? 0 : Math.log(value / low) / Math.log(high / low)
}

/** Evenly spaced on the colour scale, without its ends. */
export function contourLevels({ scale, range: [low, high] }: Axis, count: number): number[] {
  const share = (k: number): number => (k + 1) / (count + 1)
  return Array.from({ length: count }, (_, k) => (scale === 'linear' ? low + share(k) * (high - low) : low * (high / low) ** share(k)))
}

/** One row for each cell: x, y, value; then one for each point of the curves. */
export function heatMapCsv({ x, y, value, xs, ys, values, series }: HeatMapChart): string {
  const rows = [['series', axisTitle(x), axisTitle(y), axisTitle(value)].map(csvCell).join(',')]
  for (let row = 0; row < ys.length; row++) {
    for (let column = 0; column < xs.length; column++) rows.push(['map', xs[column] ?? NaN, ys[row] ?? NaN, values[row * xs.length + column] ?? NaN].join(','))
  }
  for (const one of series) for (let k = 0; k < one.y.length; k++) rows.push([csvCell(one.name), one.x?.[k] ?? k + 1, one.y[k] ?? NaN, ''].join(','))
  return `${rows.join('\n')}\n`
}

/** The outer edges of the cells along one axis. */
export function edgesOf(values: ArrayLike<number>): Range {
  const [first, last] = [values[0] ?? 0, values[values.length - 1] ?? 1]
  const half = values.length > 1 ? (last - first) / (values.length - 1) / 2 : 0.5
  return [first - half, last + half]
}
