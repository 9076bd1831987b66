/** What a cleaner is given, what it makes of it, and the clean response: maps side by side, or curves one over the other. */
import type { Axis } from '../../../../core/recipe/axes'
import { heatRange } from '../../../charts/heat'
import { rangeOf, type Chart, type Series } from '../../../charts/model'
import { axisWords, mapChart } from '../../../recipe/map-charts'
import { placesOf } from './response-charts'

export interface Cleaned {
  readonly quantity: string
  /** Of what is given, and of what is said. */
  readonly axes: { readonly given: readonly Axis[]; readonly said: readonly Axis[] }
  readonly given: ArrayLike<number>
  readonly said: ArrayLike<number> | null
  readonly truth: ArrayLike<number> | null
  /** What the truth is called: of a measured map it is only what the fitted parameters imply. */
  readonly wanted: string
  readonly note: string
}

export function cleanCharts(cleaned: Cleaned): readonly Chart[] {
  return cleaned.axes.said.length > 1 ? mapsOf(cleaned) : [curvesOf(cleaned)]
}

function mapsOf({ quantity, axes, given, said, truth, wanted, note }: Cleaned): readonly Chart[] {
  const [coarse, fine] = [pair(axes.given), pair(axes.said)]
  if (!coarse || !fine) return []
  const range = heatRange([truth ?? said ?? given], 'sequential')
  const difference = said && truth ? Float64Array.from(said, (value, k) => value - (truth[k] ?? NaN)) : null
  return [
    mapChart({ title: 'Given', note, axes: coarse, values: given, quantity, range }),
    ...(said ? [mapChart({ title: 'Made of it', note: 'by the network', axes: fine, values: said, quantity, range })] : []),
    ...(truth ? [mapChart({ title: wanted, note: '', axes: fine, values: truth, quantity, range })] : []),
    ...(difference ? [mapChart({ title: 'Difference', note: `network less ${wanted.toLowerCase()}`, axes: fine, values: difference, quantity, scale: 'diverging' })] : [])
  ]
}

function pair([rows, columns]: readonly Axis[]): readonly [Axis, Axis] | null {
  return rows && columns ? [rows, columns] : null
}

function curvesOf({ quantity, axes, given, said, truth, wanted, note }: Cleaned): Chart {
  const [coarse, fine] = [axes.given[0], axes.said[0]]
  const x = fine ? placesOf(fine) : new Float64Array()
  const series: Series[] = [{ name: 'given', kind: 'points', x: coarse ? placesOf(coarse) : null, y: given, ink: 'd1', size: 2, opacity: 0.8 }]
  if (truth) series.push({ name: wanted, kind: 'line', x, y: truth, ink: 'soft', size: 3.5, opacity: 0.5 })
  if (said) series.push({ name: 'made of it', kind: 'line', x, y: said, ink: 'd2', size: 1.6, opacity: 1 })
  return {
    title: 'Given, and made of it',
    note,
    x: { label: axisWords(fine?.name ?? ''), unit: fine?.unit ?? '', scale: 'linear', range: rangeOf([x], 0) },
    y: { label: quantity, unit: '', scale: 'linear', range: rangeOf([given, said ?? [], truth ?? []], 0.08) },
    equalScales: false,
    series,
    labels: []
  }
}
