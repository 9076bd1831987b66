/** Maps as charts: of a simulation, or of anything along the same axes. */
import type { SampleMaps } from '../../core/contract/answers'
import { formatShort } from '../../core/numbers/format'
import type { Axis } from '../../core/recipe/axes'
import type { ColourScale } from '../charts/colour-scale'
import { heatRange, heatRanges, type Heat } from '../charts/heat'
import type { Chart, Range } from '../charts/model'

export interface MapPicture {
  readonly title: string
  readonly note: string
  /** Of rows and of columns. */
  readonly axes: readonly [Axis, Axis]
  /** [rows, columns] */
  readonly values: ArrayLike<number>
  /** What the values are. */
  readonly quantity: string
  readonly unit?: string
  readonly scale?: ColourScale
  /** Of the colours; left out, what the values span. */
  readonly range?: Range
}

export function mapChart({ title, note, axes: [rows, columns], values, quantity, unit = '', scale = 'sequential', range }: MapPicture): Chart {
  const heat: Heat = {
    rows: rows.count,
    columns: columns.count,
    values,
    x: [columns.from, columns.to],
    y: [rows.from, rows.to],
    value: { label: quantity, unit, scale: 'linear', range: range ?? heatRange([values], scale) },
    scale
  }
  const [x, y] = heatRanges(heat)
  return {
    title,
    note,
    x: { label: axisWords(columns.name), unit: columns.unit, scale: 'linear', range: x },
    y: { label: axisWords(rows.name), unit: rows.unit, scale: 'linear', range: y },
    equalScales: false,
    heat,
    series: [],
    labels: []
  }
}

/** One of the recipe's maps, with what was drawn for it. */
export function sampleMapChart({ quantity, axes, maps }: SampleMaps, index: number, range: Range, title: string): Chart {
  const { parameters, seen } = maps[index] ?? { parameters: {}, seen: [] }
  return mapChart({ title, note: parametersInWords(parameters), axes, values: seen, quantity, range })
}

export function parametersInWords(parameters: Readonly<Record<string, number>>, digits = 2): string {
  return Object.entries(parameters).map(([name, value]) => `${name} ${formatShort(value, digits)}`).join(', ')
}

export function axisWords(name: string): string {
  return ({ omega: 'drive frequency omega', t: 'time t', f: 'drive f' } as Readonly<Record<string, string>>)[name] ?? name
}
