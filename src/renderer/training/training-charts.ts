/** The pictures of a training: losses, and predicted against true. */
import type { ValidationChunk } from '../../core/contract/progress'
import { dataInk, rangeOf, type Chart, type Label, type Range, type Series } from '../charts/model'
import { lossAxis } from '../charts/loss-axis'
import { formatNumber } from '../../core/numbers/format'
import type { Losses } from '../state/losses'

/** Losses from this many on are drawn at a few thousand places: lowest and highest of each. */
const LONG = 8192

/** What is drawn of a run's losses: all of them, or of a long run the extremes of neighbouring batches. */
export function shownLosses({ raw, smooth, few }: Pick<Losses, 'raw' | 'smooth' | 'few'>): Readonly<Record<'raw' | 'smooth', Pick<Series, 'x' | 'y'>>> {
  if (raw.length < LONG) return { raw: { x: null, y: raw }, smooth: { x: null, y: smooth } }
  return { raw: { x: few.x, y: few.raw }, smooth: { x: few.at, y: few.smooth } }
}

export function lossChart(
  losses: Pick<Losses, 'raw' | 'smooth' | 'few'>,
  validations: readonly { readonly step: number; readonly loss: number }[],
  batches: number,
  note: string
): Chart {
  const validation = { x: validations.map(({ step }) => Math.max(1, step)), y: validations.map(({ loss }) => loss) }
  const { raw, smooth } = losses
  const shown = shownLosses(losses)
  const series: Series[] = [
    { name: 'loss', kind: 'line', ...shown.raw, ink: 'faint', size: 1, opacity: 1 },
    { name: 'loss, smoothed', kind: 'line', ...shown.smooth, ink: 'd1', size: 1.6, opacity: 1 },
    { name: 'validation', kind: 'points', ...validation, ink: 'd2', size: 1.9, opacity: 1 }
  ]
  return {
    title: 'Training loss',
    note,
    x: { label: 'batch', unit: '', scale: 'linear', range: [0, Math.max(batches, raw.length, 1)], isCount: true },
    y: lossAxis([shown.raw.y, validation.y], [shown.smooth.y, validation.y]),
    equalScales: false,
    series,
    labels: lossLabels(raw.length, smooth, validations)
  }
}

function lossLabels(
  length: number,
  smooth: Float32Array,
  validations: readonly { readonly step: number; readonly loss: number }[]
): Label[] {
  const last = validations.at(-1)
  const labels: Label[] = []
  if (last) labels.push({ text: 'validation', x: last.step, y: last.loss, ink: 'd2', anchor: 'start', lift: -16 })
  if (length > 0) labels.push({ text: 'training', x: length, y: smooth[length - 1] ?? NaN, ink: 'd1', anchor: 'start', lift: 14 })
  return labels
}

/** One small picture per parameter. The scale is the prior's, so that it does not jump while it trains, or where there is none the truth's. */
export function predictionChart(chunk: ValidationChunk, index: number, prior: Range | null, unit: string): Chart {
  const width = chunk.parameters.length
  const count = Math.floor(chunk.truth.length / width)
  const column = (rows: Float32Array): Float32Array => Float32Array.from({ length: count }, (_, row) => rows[row * width + index] ?? NaN)
  const truth = column(chunk.truth)
  const span = prior ?? rangeOf([truth])
  const margin = 0.08 * (span[1] - span[0])
  const range: Range = [span[0] - margin, span[1] + margin]
  const rmse = formatNumber(chunk.rmse[index] ?? NaN, 2)
  const series: Series[] = [
    { name: 'predicted = true', kind: 'line', x: span, y: span, ink: 'soft', size: 1, opacity: 0.7 },
    { name: 'held out', kind: 'points', x: truth, y: column(chunk.predicted), ink: dataInk(index), size: 1.2, opacity: 0.65 }
  ]
  return {
    title: chunk.parameters[index] ?? '',
    note: `rmse ${rmse}${unit ? ` ${unit}` : ''}`,
    x: { label: 'true', unit, scale: 'linear', range },
    y: { label: index === 0 ? 'predicted' : '', unit: index === 0 ? unit : '', scale: 'linear', range },
    equalScales: false,
    series,
    labels: []
  }
}
