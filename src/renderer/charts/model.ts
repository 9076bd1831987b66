/**
 * A chart as data: what is drawn, in which units, with which words. The screen (uPlot), the SVG and the CSV are three
 * prints of the same chart, so that what is saved is what was seen.
 */

import type { Heat } from './heat'

/** Names of the theme's colours; charts never hold a colour themselves. */
export type Ink = 'ink' | 'soft' | 'line' | 'faint' | 'accent' | 'd1' | 'd2' | 'd3' | 'd4' | 'd5' | 'd6' | 'd7'

export type Range = readonly [low: number, high: number]

export interface Axis {
  readonly label: string
  /** Shown in parentheses after the label; '' for a plain number. */
  readonly unit: string
  readonly scale: 'linear' | 'log'
  readonly range: Range
  /** Whole things that are counted: thousands are set apart. */
  readonly isCount?: boolean
}

export interface Series {
  readonly name: string
  readonly kind: 'line' | 'points' | 'band'
  /** null: points are counted from 1 (batches). */
  readonly x: ArrayLike<number> | null
  readonly y: ArrayLike<number>
  /** The other edge of a band. */
  readonly edge?: ArrayLike<number>
  readonly ink: Ink
  /** Line width or point radius, CSS pixels. */
  readonly size: number
  readonly opacity: number
}

/** Words at a place of the chart, instead of a legend. */
export interface Label {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly ink: Ink
  readonly anchor: 'start' | 'middle' | 'end'
  /** CSS pixels above the place; negative: below. */
  readonly lift: number
}

export interface Chart {
  readonly title: string
  /** What is seen, in a few quiet words after the title. */
  readonly note: string
  readonly x: Axis
  readonly y: Axis
  /** One unit is as long upwards as sideways. */
  readonly equalScales: boolean
  /** A map of numbers under the curves. */
  readonly heat?: Heat
  readonly series: readonly Series[]
  readonly labels: readonly Label[]
}

export const DATA_INKS = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'] as const satisfies readonly Ink[]

/** The ink of the n-th thing that needs its own; the seven repeat. */
export function dataInk(index: number): Ink {
  return DATA_INKS[index % DATA_INKS.length] ?? 'ink'
}

export function xAt(series: Series, index: number): number {
  return series.x ? (series.x[index] ?? NaN) : index + 1
}

/** A band's edge there and the other back, closed. */
export function outlineOf(series: Series): readonly { readonly x: number; readonly y: number }[] {
  const along = (edge: ArrayLike<number>) =>
    Array.from({ length: edge.length }, (_, index) => ({ x: xAt(series, index), y: edge[index] ?? NaN })).filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
  return [...along(series.y), ...along(series.edge ?? []).reverse()]
}

/** An axis label with its unit: 'frequency (Hz)'. */
export function axisTitle({ label, unit }: Axis): string {
  return unit ? `${label} (${unit})` : label
}

/**
 * The range that holds all finite values of some arrays, widened by `margin` of its length.
 * @returns [0, 1] where there is no finite value
 */
export function rangeOf(arrays: readonly ArrayLike<number>[], margin = 0.04): Range {
  let low = Infinity
  let high = -Infinity
  for (const array of arrays) {
    for (let index = 0; index < array.length; index++) {
      const value = array[index] ?? NaN
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  if (low > high) return [0, 1]
  const spread = high > low ? (high - low) * margin : Math.abs(high) * 0.1 || 1
  return [low - spread, high + spread]
}
