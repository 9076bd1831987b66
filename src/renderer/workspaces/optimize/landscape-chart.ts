/** Energy over a plane as a map with lines of equal height, and the descents' paths over it. */
import type { AnalysisAnswer } from '../../../core/contract/structure'
import { project, type Plane } from '../../../core/structures/landscape'
import { contourPieces } from '../../charts/contours'
import { heatRanges, type Heat } from '../../charts/heat'
import type { Chart, Label, Range, Series } from '../../charts/model'
import { pathOf, type Lane } from './lane'

export interface PlaneWords {
  readonly x: string
  readonly y: string
  readonly note: string
}

const CONTOURS = 15

/** Heights above the lowest point of the plane; their decades where steep walls would leave everything else one colour. */
export function landscapeChart({ x, y, values, plane }: AnalysisAnswer<'landscape'> & { readonly plane: Plane }, lanes: readonly Lane[], words: PlaneWords): Chart {
  const { heights, highest, isSteep } = heightsOf(values)
  const heat: Heat = {
    rows: y.length,
    columns: x.length,
    values: heights,
    x: endsOf(x),
    y: endsOf(y),
    value: { label: isSteep ? 'log₁₀ of energy above the lowest' : 'energy above the lowest', unit: '', scale: 'linear', range: isSteep ? [highest - 5, highest] : [0, highest] },
    scale: 'sequential'
  }
  const [xRange, yRange] = heatRanges(heat)
  const paths = lanes.filter(({ energy }) => energy.size === plane.centre.length).map((lane) => ({ lane, ...project(plane, pathOf(lane)) }))
  return {
    title: 'Landscape',
    note: words.note,
    x: { label: words.x, unit: '', scale: 'linear', range: xRange },
    y: { label: words.y, unit: '', scale: 'linear', range: yRange },
    equalScales: false,
    heat,
    series: [contours(heat, isSteep), ...paths.flatMap(({ lane, x: px, y: py }) => pathSeries(lane, px, py))],
    labels: paths.map(({ lane, x: px, y: py }, index) => pathLabel(lane, px, py, index))
  }
}

function endsOf(axis: Float64Array): Range {
  return [axis[0] ?? 0, axis.at(-1) ?? 1]
}

export function heightsOf(values: Float64Array): { readonly heights: Float64Array; readonly highest: number; readonly isSteep: boolean } {
  const sorted = values.filter(Number.isFinite).sort()
  const [lowest, top, median] = [sorted[0] ?? 0, sorted.at(-1) ?? 1, sorted[sorted.length >> 1] ?? 0]
  const height = Math.max(top - lowest, 1e-12)
  const isSteep = median - lowest < 0.04 * height
  const bend = (value: number): number => (isSteep ? Math.log10(Math.max(value, height * 1e-5)) : value)
  return { heights: values.map((value) => (Number.isFinite(value) ? bend(value - lowest) : NaN)), highest: bend(height), isSteep }
}

/** On a quadratic they lie evenly apart; on decades they are evenly spaced in them. All in one series, its pieces apart. */
function contours({ values, columns, rows, x, y, value: { range: [low, high] } }: Heat, isSteep: boolean): Series {
  const [px, py]: [number[], number[]] = [[], []]
  const place = ([first, last]: Range, count: number, at: number): number => first + ((last - first) * at) / (count - 1)
  for (let k = 1; k <= CONTOURS; k++) {
    const share = k / (CONTOURS + 1)
    const pieces = contourPieces(values, columns, rows, low + (high - low) * (isSteep ? share : share * share))
    for (let p = 0; p + 3 < pieces.length; p += 4) {
      px.push(place(x, columns, pieces[p] ?? NaN), place(x, columns, pieces[p + 2] ?? NaN), NaN)
      py.push(place(y, rows, pieces[p + 1] ?? NaN), place(y, rows, pieces[p + 3] ?? NaN), NaN)
    }
  }
  return { name: 'equal energy', kind: 'line', x: px, y: py, ink: 'd7', size: 0.8, opacity: 0.35 }
}

function pathSeries({ name, ink }: Lane, x: Float64Array, y: Float64Array): Series[] {
  return [
    // A rim in the theme's quietest colour, so that every ink is seen on every colour of the map.
    { name: `${name}, rim`, kind: 'line', x, y, ink: 'line', size: 5, opacity: 0.9 },
    { name, kind: 'line', x, y, ink, size: 1.8, opacity: 1 },
    { name: `${name}, steps`, kind: 'points', x, y, ink, size: 1.7, opacity: 1 }
  ]
}

function pathLabel({ name, ink }: Lane, x: Float64Array, y: Float64Array, index: number): Label {
  const at = Math.round((x.length - 1) * (0.25 + 0.2 * index))
  return { text: name, x: x[at] ?? NaN, y: y[at] ?? NaN, ink, anchor: 'middle', lift: 8 }
}
