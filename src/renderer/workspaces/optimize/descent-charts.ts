/** Energy and gradient against steps, all methods over each other. */
import { logRange } from '../../charts/log-range'
import type { Chart, Label, Range, Series } from '../../charts/model'
import type { Lane } from './lane'

export function energyChart(lanes: readonly Lane[]): Chart {
  return {
    title: 'Energy',
    note: '',
    x: stepAxis(lanes),
    y: { label: 'energy', unit: '', scale: 'linear', range: energyRange(lanes) },
    equalScales: false,
    series: seriesOf(lanes, ({ values }) => values),
    labels: labelsOf(lanes, ({ values }) => values)
  }
}

export function normChart(lanes: readonly Lane[]): Chart {
  return {
    title: 'Gradient',
    note: 'its norm',
    x: stepAxis(lanes),
    y: { label: '|grad E|', unit: '', scale: 'log', range: logRange(lanes.map(({ norms }) => norms)) },
    equalScales: false,
    series: seriesOf(lanes, ({ norms }) => norms),
    labels: labelsOf(lanes, ({ norms }) => norms)
  }
}

type Values = (lane: Lane) => readonly number[]

function stepAxis(lanes: readonly Lane[]): Chart['x'] {
  const limits = lanes.map(({ limit }) => (Number.isFinite(limit) ? limit : 1))
  return { label: 'step', unit: '', scale: 'linear', range: [0, Math.max(1, ...limits, ...lanes.map(({ values }) => values.length - 1))], isCount: true }
}

function seriesOf(lanes: readonly Lane[], values: Values): Series[] {
  return lanes.map((lane) => ({
    name: lane.name,
    kind: 'line',
    x: countTo(values(lane).length),
    y: values(lane),
    ink: lane.ink,
    size: 1.6,
    opacity: 1
  }))
}

/** 0, 1, 2 …: one array for all curves, longer when it must be. */
let counted = new Float64Array(0)

function countTo(length: number): Float64Array {
  if (counted.length < length) counted = Float64Array.from({ length: 2 * length }, (_, k) => k)
  return counted.subarray(0, length)
}

/** Each at its own curve, at different places along it, so that curves that end together have names that do not. */
function labelsOf(lanes: readonly Lane[], values: Values): Label[] {
  return lanes.map((lane, index): Label => {
    const own = values(lane)
    let at = Math.round((own.length - 1) * (0.3 + (0.5 * (index + 1)) / (lanes.length + 1)))
    while (at > 0 && !Number.isFinite(own[at])) at--
    return { text: lane.name, x: at, y: own[at] ?? NaN, ink: lane.ink, anchor: 'middle', lift: 6 }
  })
}

/** A curve that diverges leaves the picture upwards instead of flattening all others. */
function energyRange(lanes: readonly Lane[]): Range {
  let [low, high] = [Infinity, -Infinity]
  for (const { values } of lanes) {
    const first = values[0] ?? NaN
    for (const value of values) {
      if (value < low) low = value
      if (value > high && value <= first + 0.5 * Math.max(1e-12, Math.abs(first - low))) high = value
    }
  }
  if (!(low <= high)) return Number.isFinite(low) ? [low - 1, low + 1] : [0, 1]
  const margin = 0.08 * (high - low) || 0.1 * Math.max(Math.abs(high), 1e-3)
  return [low - margin, high + margin]
}
