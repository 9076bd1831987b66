/** The pictures of a measurement: response and complex plane with the fitted line, and what the line leaves over. */
import type { Curve, Group } from '../../../core/contract/characterization'
import { dataInk, rangeOf, type Axis, type Chart, type Ink, type Label, type Series } from '../../charts/model'
import { axisUnit, readableUnit, type Scaled } from '../../../core/numbers/units'
import { describeDrive } from './words'

export interface MeasurementView {
  readonly shown: Group
  /** Other drives of the file, drawn faintly behind. */
  readonly others: readonly Group[]
  readonly responseUnit: string
  readonly driveUnit: string
}

interface Styled {
  readonly curve: Curve
  readonly ink: Ink
  readonly label: string
  readonly isShown: boolean
}

function moduli(x: readonly number[], y: readonly number[] | null, factor: number): Float64Array {
  return Float64Array.from(x, (value, index) => factor * (y ? Math.hypot(value, y[index] ?? 0) : value))
}

/** One ink per drive; up and down of a single drive are told apart by ink, of several by their place. */
function styles({ shown, others, driveUnit }: MeasurementView): Styled[] {
  const drives = [...new Set([...others, shown].flatMap(({ curves }) => curves.map(({ drive }) => drive)))]
  drives.sort((a, b) => (a ?? 0) - (b ?? 0))
  const single = drives.length === 1
  const style = (isShown: boolean) => (curve: Curve): Styled => ({
    curve,
    ink: dataInk(single ? (curve.direction === 1 ? 0 : 1) : drives.indexOf(curve.drive)),
    label: single || curve.drive === null ? (curve.direction === 1 ? 'up' : 'down') : describeDrive(curve.drive, driveUnit),
    isShown
  })
  return [...others.flatMap(({ curves }) => curves.map(style(false))), ...shown.curves.map(style(true))]
}

/** The prefix in which the largest response reads well. */
export function responseScale({ shown, others, responseUnit }: MeasurementView): Scaled {
  const largest = [...others, shown].flatMap(({ curves }) => curves).reduce(
    (high, { measuredX, measuredY }) => measuredX.reduce((so, x, k) => Math.max(so, Math.hypot(x, measuredY?.[k] ?? 0)), high), 0)
  return axisUnit(largest, responseUnit)
}

/** The prefix in which the frequencies read well. */
function frequencyScale({ shown, others }: MeasurementView): Scaled {
  const units = [shown, ...others].flatMap(({ parameters: { f0, fwhm } }) => [f0?.unit, fwhm?.unit])
  return readableUnit(shown.curves[0]?.frequency[0] ?? 0, units.find((unit) => unit !== undefined) ?? '')
}

function scaledBy(values: readonly number[], factor: number): Float64Array {
  return Float64Array.from(values, (value) => value * factor)
}

function frequencyAxis(view: MeasurementView): Axis {
  const { factor, unit } = frequencyScale(view)
  const [low, high] = rangeOf([...view.others, view.shown].flatMap(({ curves }) => curves.map(({ frequency }) => frequency)), 0.02)
  return { label: 'frequency', unit, scale: 'linear', range: [low * factor, high * factor] }
}

function pair({ curve, ink, label, isShown }: Styled, data: [ArrayLike<number>, ArrayLike<number>], model: [ArrayLike<number>, ArrayLike<number>]): Series[] {
  const name = `${label} ${curve.direction === 1 ? 'up' : 'down'}`
  return [
    { name: `${name}, measured`, kind: 'points', x: data[0], y: data[1], ink, size: 1.9, opacity: isShown ? 0.75 : 0.22 },
    { name: `${name}, model`, kind: 'line', x: model[0], y: model[1], ink, size: 1.5, opacity: isShown ? 1 : 0.25 }
  ]
}

export function responseChart(view: MeasurementView): Chart {
  const { factor, unit } = responseScale(view)
  const stretch = frequencyScale(view).factor
  const styled = styles(view)
  const series = styled.flatMap((one) => {
    const { measuredX, measuredY, modelX, modelY } = one.curve
    const frequency = scaledBy(one.curve.frequency, stretch)
    return pair(one, [frequency, moduli(measuredX, measuredY, factor)], [frequency, moduli(modelX, modelY, factor)])
  })
  const high = rangeOf(series.map(({ y }) => y), 0.08)[1]
  return {
    title: 'Response',
    note: 'measured points, fitted line',
    x: frequencyAxis(view),
    y: { label: '|V|', unit, scale: 'linear', range: [0, high] },
    equalScales: false,
    series,
    labels: peakLabels(styled, factor, stretch)
  }
}

/** The name of each drive or direction once, above its highest point. */
function peakLabels(styled: readonly Styled[], factor: number, stretch: number): Label[] {
  const labels = new Map<string, Label>()
  for (const { curve, ink, label } of styled) {
    const values = moduli(curve.measuredX, curve.measuredY, factor)
    const peak = values.reduce((best, value, index) => (value > (values[best] ?? 0) ? index : best), 0)
    const here: Label = { text: label, x: (curve.frequency[peak] ?? 0) * stretch, y: values[peak] ?? 0, ink, anchor: 'middle', lift: 7 }
    if (here.y > (labels.get(label)?.y ?? 0)) labels.set(label, here)
  }
  // One curve needs no name.
  return labels.size > 1 ? [...labels.values()].sort((a, b) => b.y - a.y) : []
}

/** null where only a modulus was measured. */
export function planeChart(view: MeasurementView): Chart | null {
  const { factor, unit } = responseScale(view)
  const styled = styles(view).filter(({ curve }) => curve.measuredY && curve.modelY)
  if (styled.length === 0) return null
  const series = styled.flatMap((one) => {
    const { measuredX, measuredY, modelX, modelY } = one.curve
    return pair(one, [scaledBy(measuredX, factor), scaledBy(measuredY ?? [], factor)], [scaledBy(modelX, factor), scaledBy(modelY ?? [], factor)])
  })
  return {
    title: 'Complex plane',
    note: 'X against Y',
    x: { label: 'X', unit, scale: 'linear', range: rangeOf(series.map(({ x }) => x ?? []), 0.06) },
    y: { label: 'Y', unit, scale: 'linear', range: rangeOf(series.map(({ y }) => y), 0.06) },
    equalScales: true,
    series,
    labels: []
  }
}

/** |V| measured less |V| of the model, of the group shown, over the frequency. */
export function residualChart(view: MeasurementView): Chart {
  const styled = styles(view).filter(({ isShown }) => isShown)
  const residuals = styled.map(({ curve: { measuredX, measuredY, modelX, modelY } }) => {
    const model = moduli(modelX, modelY, 1)
    return moduli(measuredX, measuredY, 1).map((value, index) => value - (model[index] ?? NaN))
  })
  const largest = residuals.reduce((high, values) => values.reduce((so, value) => Math.max(so, Math.abs(value) || 0), high), 0)
  const { factor, unit } = axisUnit(largest, view.responseUnit)
  const high = largest * factor * 1.15 || 1
  const x = frequencyAxis(view)
  const stretch = frequencyScale(view).factor
  const series: Series[] = styled.map(({ curve, ink, label }, index) => ({
    name: `${label} ${curve.direction === 1 ? 'up' : 'down'}, residual`,
    kind: 'points',
    x: scaledBy(curve.frequency, stretch),
    y: (residuals[index] ?? new Float64Array()).map((value) => value * factor),
    ink,
    size: 1.6,
    opacity: 0.8
  }))
  const zero: Series = { name: 'zero', kind: 'line', x: x.range, y: [0, 0], ink: 'line', size: 1, opacity: 1 }
  return {
    title: 'Residuals',
    note: '|V| measured less model',
    x,
    y: { label: '', unit, scale: 'linear', range: [-high, high] },
    equalScales: false,
    series: [zero, ...series],
    labels: []
  }
}
