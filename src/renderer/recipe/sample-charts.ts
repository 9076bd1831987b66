/** The pictures of a recipe's samples: simulated sweeps, or a function with points on it. */
import type { SampleFunction, SampleSweeps } from '../../core/contract/answers'
import { dataInk, rangeOf, type Chart, type Label, type Series } from '../charts/model'
import { formatCount, formatShort } from '../../core/numbers/format'
import { abscissa } from './abscissa'

/** Simulated sweeps of a recipe; each curve carries its parameters where it is highest. */
export function sampleChart(samples: SampleSweeps): Chart {
  const { quantity, sweeps } = samples
  const { x, label } = abscissa(samples)
  const names = Object.keys(sweeps[0]?.parameters ?? {})
  const curves: Series[] = sweeps.map(({ observed, parameters }, index) => ({
    name: names.map((name) => `${name} ${formatShort(parameters[name] ?? NaN, 3)}`).join(', '),
    kind: 'line',
    x,
    y: observed,
    ink: dataInk(index),
    size: 1.5,
    opacity: 0.9
  }))
  const labels: Label[] = sweeps.map(({ observed, parameters }, index) => {
    const peak = observed.reduce((best, value, at) => (value > (observed[best] ?? NaN) ? at : best), 0)
    const shown = 'epsilon' in parameters ? 'epsilon' : (names[0] ?? '')
    const text = `${shown === 'epsilon' ? 'ε' : shown} ${formatShort(parameters[shown] ?? NaN, 2)}`
    return { text, x: x[peak] ?? 0, y: observed[peak] ?? 0, ink: dataInk(index), anchor: 'middle', lift: 5 }
  })
  const [low, high] = rangeOf(sweeps.map(({ observed }) => observed), 0.08)
  return {
    title: 'Simulated sweeps',
    note: `${formatCount(sweeps.length)} drawn from the priors`,
    x: { label, unit: '', scale: 'linear', range: rangeOf([x], 0) },
    y: { label: quantity, unit: '', scale: 'linear', range: quantity.startsWith('|') ? [0, high] : [low, high] },
    equalScales: false,
    series: curves,
    labels
  }
}

/** A function with the points that it is learnt from; upright lines stand where these end. */
export function functionChart({ variable, held, curves, samples }: SampleFunction): Chart {
  const y = rangeOf(curves.flatMap(({ values, drawn }) => [values, drawn]), 0.08)
  const lines: Series[] = curves.map(({ name, values }, index) => ({
    name, kind: 'line', x: variable.values, y: values, ink: dataInk(index), size: 1.6, opacity: 0.95
  }))
  const points: Series[] = curves.map(({ name, drawn }, index) => ({
    name: `${name}, drawn`, kind: 'points', x: samples, y: drawn, ink: dataInk(index), size: 1.9, opacity: 0.75
  }))
  const ends: Series[] = variable.drawn.map((end) => ({ name: 'end of what is drawn', kind: 'line', x: [end, end], y, ink: 'line', size: 1, opacity: 1 }))
  const labels: Label[] = curves.map(({ name, values }, index) => {
    const peak = values.reduce((best, value, at) => (value > (values[best] ?? NaN) ? at : best), 0)
    return { text: name, x: variable.values[peak] ?? NaN, y: values[peak] ?? NaN, ink: dataInk(index), anchor: 'middle', lift: 5 }
  })
  const others = Object.entries(held).map(([name, value]) => `${name} = ${formatShort(value, 3)}`)
  const [single] = curves
  return {
    title: 'Function',
    note: [samples.length > 0 ? `${formatCount(samples.length)} points drawn between the lines` : 'learnt between the lines', ...others].join(', '),
    x: { label: variable.name, unit: variable.unit, scale: 'linear', range: rangeOf([variable.values], 0) },
    y: { label: single && curves.length === 1 ? single.name : 'value', unit: single && curves.length === 1 ? single.unit : '', scale: 'linear', range: y },
    equalScales: false,
    series: [...ends, ...lines, ...points],
    labels
  }
}
