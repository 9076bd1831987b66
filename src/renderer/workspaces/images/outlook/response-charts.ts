/** A response that a network says beside the one that is simulated: a curve over the other, or maps. */
import type { Axis } from '../../../../core/recipe/axes'
import { heatRange } from '../../../charts/heat'
import { rangeOf, type Chart, type Label, type Series } from '../../../charts/model'
import { axisWords, mapChart } from '../../../recipe/map-charts'

export interface Responses {
  readonly axes: readonly Axis[]
  readonly quantity: string
  readonly simulated: Float32Array | null
  readonly said: Float64Array | null
}

export function placesOf({ from, to, count }: Axis): Float64Array {
  return Float64Array.from({ length: count }, (_, k) => from + ((to - from) * k) / (count - 1))
}

function peakOf(values: ArrayLike<number>): number {
  let best = 0
  for (let k = 1; k < values.length; k++) if ((values[k] ?? NaN) > (values[best] ?? NaN)) best = k
  return best
}

export function differenceOf({ simulated, said }: Pick<Responses, 'simulated' | 'said'>): Float64Array | null {
  return simulated && said ? said.map((value, k) => value - (simulated[k] ?? NaN)) : null
}

export function curveChart({ axes: [axis], quantity, simulated, said }: Responses, note: string): Chart {
  const x = axis ? placesOf(axis) : new Float64Array()
  const lines: Series[] = []
  const labels: Label[] = []
  if (simulated) {
    const peak = peakOf(simulated)
    lines.push({ name: 'simulator', kind: 'line', x, y: simulated, ink: 'd1', size: 4, opacity: 0.45 })
    labels.push({ text: 'simulator', x: x[peak] ?? NaN, y: simulated[peak] ?? NaN, ink: 'd1', anchor: 'middle', lift: 5 })
  }
  if (said) {
    // On the flank, where neither curve stands above the words.
    const beside = Math.min(said.length - 1, peakOf(said) + Math.ceil(said.length / 8))
    lines.push({ name: 'network', kind: 'line', x, y: said, ink: 'd2', size: 1.6, opacity: 1 })
    labels.push({ text: 'network', x: x[beside] ?? NaN, y: said[beside] ?? NaN, ink: 'd2', anchor: 'start', lift: 8 })
  }
  const [low, high] = rangeOf([simulated ?? [], said ?? []], 0.14)
  return {
    title: 'The response',
    note,
    x: { label: axisWords(axis?.name ?? ''), unit: axis?.unit ?? '', scale: 'linear', range: rangeOf([x], 0) },
    y: { label: quantity, unit: '', scale: 'linear', range: quantity.startsWith('|') ? [Math.min(0, low), high] : [low, high] },
    equalScales: false,
    series: lines,
    labels
  }
}

export function differenceChart(responses: Responses): Chart {
  const { axes: [axis], quantity } = responses
  const x = axis ? placesOf(axis) : new Float64Array()
  const y = differenceOf(responses) ?? new Float64Array()
  const [low, high] = rangeOf([y], 0.1)
  const most = Math.max(Math.abs(low), Math.abs(high))
  return {
    title: 'Network less simulator',
    note: '',
    x: { label: axisWords(axis?.name ?? ''), unit: axis?.unit ?? '', scale: 'linear', range: rangeOf([x], 0) },
    y: { label: quantity, unit: '', scale: 'linear', range: [-most, most] },
    equalScales: false,
    series: [
      { name: 'none', kind: 'line', x: [x[0] ?? 0, x.at(-1) ?? 1], y: [0, 0], ink: 'line', size: 1, opacity: 1 },
      { name: 'difference', kind: 'line', x, y, ink: 'd2', size: 1.6, opacity: 1 }
    ],
    labels: []
  }
}

/** Simulator, network and difference, the first two on one scale. */
export function mapCharts({ axes: [rows, columns], quantity, simulated, said }: Responses): readonly Chart[] {
  if (!rows || !columns) return []
  const axes = [rows, columns] as const
  const range = heatRange([simulated ?? [], said ?? []], 'sequential')
  const difference = differenceOf({ simulated, said })
  return [
    ...(simulated ? [mapChart({ title: 'Simulator', note: '', axes, values: simulated, quantity, range })] : []),
    ...(said ? [mapChart({ title: 'Network', note: '', axes, values: said, quantity, range })] : []),
    ...(difference ? [mapChart({ title: 'Network less simulator', note: '', axes, values: difference, quantity, scale: 'diverging' })] : [])
  ]
}
