/** The pictures of overfitting: both losses of every variant on the same axes, and predicted against true on both sets. */
import type { SetReading } from '../../../core/contract/progress'
import type { ValidationPoint } from '../../../core/contract/run'
import { formatCount, formatNumber } from '../../../core/numbers/format'
import { rangeOf, type Axis, type Chart, type Ink, type Label, type Range, type Series } from '../../charts/model'
import { lossAxis } from '../../charts/loss-axis'

export interface Curve {
  readonly name: string
  readonly ink: Ink
  readonly points: readonly ValidationPoint[]
  /** The batch from which on the two losses are apart, drawn for the variant that is looked at. */
  readonly parting: number | null
}

/** @param batches of a whole training */
export function lossesChart(curves: readonly Curve[], batches: number): Chart {
  const values = curves.flatMap(({ points }) => [points.map(({ loss }) => loss), points.map(({ trained }) => trained ?? NaN)])
  const y = lossAxis(values)
  const marks = curves.flatMap((curve) => (curve.parting === null ? [] : [{ at: Math.max(1, curve.parting), ink: curve.ink }]))
  return {
    title: 'Loss on the training set and on held-out samples',
    note: 'thick: held out; thin: the samples trained on',
    x: { label: 'batch', unit: '', scale: 'linear', range: [0, batches], isCount: true },
    y,
    equalScales: false,
    series: [...curves.flatMap(pair), ...marks.map(({ at, ink }): Series => ({ name: 'apart', kind: 'line', x: [at, at], y: y.range, ink, size: 1, opacity: 0.6 }))],
    labels: [...curves.flatMap(endLabel), ...marks.map(({ at, ink }) => partingLabel(at, ink, y, batches))]
  }
}

function pair({ name, ink, points }: Curve): Series[] {
  const x = points.map(({ step }) => Math.max(1, step))
  return [
    { name: `${name}, held out`, kind: 'line', x, y: points.map(({ loss }) => loss), ink, size: 2.2, opacity: 1 },
    { name: `${name}, trained on`, kind: 'line', x, y: points.map(({ trained }) => trained ?? NaN), ink, size: 1, opacity: 0.75 }
  ]
}

function endLabel({ name, ink, points }: Curve): Label[] {
  const last = points.at(-1)
  return last ? [{ text: name, x: last.step, y: last.loss, ink, anchor: 'end', lift: 13 }] : []
}

function partingLabel(at: number, ink: Ink, { scale, range: [low, high] }: Axis, batches: number): Label {
  const y = scale === 'log' ? low * (high / low) ** 0.93 : low + 0.93 * (high - low)
  return { text: `apart from batch ${formatCount(at)}`, x: at, y, ink, anchor: at > batches / 2 ? 'end' : 'start', lift: 0 }
}

/** Predicted against true of one parameter on one set. */
export function readingChart(reading: SetReading, index: number, { name, span, unit }: { name: string; span: Range | null; unit: string }, on: { words: string; ink: Ink }): Chart {
  const width = reading.rmse.length
  const column = (rows: Float32Array): Float32Array => Float32Array.from({ length: rows.length / width }, (_, row) => rows[row * width + index] ?? NaN)
  const truth = column(reading.truth)
  const [low, high] = span ?? rangeOf([truth])
  const range: Range = [low - 0.08 * (high - low), high + 0.08 * (high - low)]
  return {
    title: name,
    note: `${on.words}: rmse ${formatNumber(reading.rmse[index] ?? NaN, 2)}${unit ? ` ${unit}` : ''}`,
    x: { label: 'true', unit, scale: 'linear', range },
    y: { label: index === 0 ? 'predicted' : '', unit: index === 0 ? unit : '', scale: 'linear', range },
    equalScales: false,
    series: [
      { name: 'predicted = true', kind: 'line', x: [low, high], y: [low, high], ink: 'soft', size: 1, opacity: 0.7 },
      { name: on.words, kind: 'points', x: truth, y: column(reading.predicted), ink: on.ink, size: truth.length > 300 ? 1.2 : 2, opacity: 0.65 }
    ],
    labels: []
  }
}
