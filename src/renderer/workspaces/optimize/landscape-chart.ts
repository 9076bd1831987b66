/** Energy over a plane, with the descents' paths over it. */
import type { AnalysisAnswer } from '../../../core/contract/structure'
import { project, type Plane } from '../../../core/structures/landscape'
import { contourLevels, type HeatMapChart } from '../../charts/heat-map'
import type { Axis, Label, Series } from '../../charts/model'
import { pathOf, type Lane } from './lane'

export interface PlaneWords {
  readonly x: string
  readonly y: string
  readonly note: string
}

/** Heights above the lowest point of the plane. */
export function landscapeChart({ x, y, values, plane }: AnalysisAnswer<'landscape'> & { readonly plane: Plane }, lanes: readonly Lane[], words: PlaneWords): HeatMapChart {
  const finite = values.filter(Number.isFinite)
  const lowest = finite.reduce((so, value) => Math.min(so, value), Infinity)
  const highest = finite.reduce((so, value) => Math.max(so, value), -Infinity)
  const height = Math.max(highest - lowest, 1e-12)
  const median = finite.sort()[finite.length >> 1] ?? lowest
  // Steep walls would leave everything else one colour; there decades are shown instead.
  const isSteep = median - lowest < 0.04 * height
  const least = isSteep ? height * 1e-5 : 0
  const value: Axis = { label: 'energy above the lowest', unit: '', scale: isSteep ? 'log' : 'linear', range: [least, height] }
  const paths = lanes.filter(({ energy }) => energy.size === plane.centre.length).map((lane) => ({ lane, ...project(plane, pathOf(lane)) }))
  const series = paths.flatMap(({ lane, x: px, y: py }): Series[] => [
    { name: lane.name, kind: 'line', x: px, y: py, ink: lane.ink, size: 1.8, opacity: 1 },
    { name: `${lane.name}, steps`, kind: 'points', x: px, y: py, ink: lane.ink, size: 1.9, opacity: 0.9 }
  ])
  const labels = paths.map(({ lane, x: px, y: py }, index): Label => {
    const at = Math.round((px.length - 1) * (0.25 + 0.2 * index))
    return { text: lane.name, x: px[at] ?? NaN, y: py[at] ?? NaN, ink: lane.ink, anchor: 'middle', lift: 8 }
  })
  return {
    title: 'Landscape',
    note: words.note,
    x: { label: words.x, unit: '', scale: 'linear', range: [x[0] ?? 0, x.at(-1) ?? 1] },
    y: { label: words.y, unit: '', scale: 'linear', range: [y[0] ?? 0, y.at(-1) ?? 1] },
    value,
    xs: x,
    ys: y,
    values: values.map((one) => (Number.isFinite(one) ? Math.max(one - lowest, least) : NaN)),
    isSmooth: true,
    // On a quadratic these lie evenly apart.
    contours: isSteep ? contourLevels(value, 15) : Array.from({ length: 15 }, (_, k) => height * ((k + 1) / 16) ** 2),
    series,
    labels
  }
}
