/** The pictures of a single neuron: its line and its output against what is fitted, and its loss step by step. */
import { rangeOf, type Chart, type Label, type Series } from '../../charts/model'
import type { Points } from './fit-charts'

interface NeuronParts {
  readonly variable: { readonly name: string; readonly unit: string }
  readonly said: { readonly name: string; readonly unit: string }
  /** [places] */
  readonly x: ArrayLike<number>
  readonly target: ArrayLike<number> | null
  readonly line: ArrayLike<number>
  readonly output: ArrayLike<number>
  readonly samples: Points
}

export function neuronChart({ variable, said, x, target, line, output, samples }: NeuronParts): Chart {
  const [low, high] = rangeOf([samples.y, output, ...(target ? [target] : [])], 0.1)
  const end = x.length - 1
  const inside = (value: number): number => Math.min(high, Math.max(low, value))
  const label = (text: string, values: ArrayLike<number>, share: number, ink: Label['ink']): Label => {
    const at = Math.round(end * share)
    return { text, x: x[at] ?? NaN, y: inside(values[at] ?? NaN), ink, anchor: 'middle', lift: 7 }
  }
  const lines: Series[] = [
    ...(target ? [{ name: said.name, kind: 'line', x, y: target, ink: 'ink', size: 1.1, opacity: 0.85 } satisfies Series] : []),
    { name: `w ${variable.name} + b`, kind: 'line', x, y: line, ink: 'd3', size: 1.3, opacity: 0.9 },
    { name: 'its output', kind: 'line', x, y: output, ink: 'd2', size: 2.2, opacity: 0.95 }
  ]
  return {
    title: 'One neuron',
    note: `its line w ${variable.name} + b, bent by its activation, against ${said.name}`,
    x: { label: variable.name, unit: variable.unit, scale: 'linear', range: rangeOf([x], 0) },
    y: { label: said.name, unit: said.unit, scale: 'linear', range: [low, high] },
    equalScales: false,
    series: [{ name: 'training samples', kind: 'points', ...samples, ink: 'd1', size: 1.8, opacity: 0.5 }, ...lines],
    labels: [label('its output', output, 0.86, 'd2'), label(`w ${variable.name} + b`, line, 0.62, 'd3')]
  }
}

export function descentChart(losses: readonly number[], now: number): Chart {
  const all = [...losses, now]
  const [low, high] = rangeOf([all.filter((loss) => loss > 0)], 0)
  return {
    title: 'Loss on the way down',
    note: 'mean squared error on the training samples',
    x: { label: 'step', unit: '', scale: 'linear', range: [1, Math.max(10, all.length)], isCount: true },
    y: { label: 'loss', unit: '', scale: 'log', range: [low / 1.3, high * 1.3] },
    equalScales: false,
    series: [{ name: 'loss', kind: 'line', x: null, y: all, ink: 'd1', size: 1.6, opacity: 1 }],
    labels: []
  }
}
