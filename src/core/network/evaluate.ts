/** The network in plain double-precision loops: slow, and independent of everything that is recorded or compiled. */
import type { Layer, Pass } from './layers/layer'
import { lossRule } from './losses'
import type { Reading } from './losses/rule'
import type { NetworkModel } from './model'
import { parameterLayout, statisticsLayout } from './parameters'
import type { Slot } from './parameters'
import { vectorOf } from './state'
import type { Vectors } from './state'

type Numbers = Float32Array | Float64Array

/** A batch of a training step: masks by name, [rows, size] each. */
export interface TrainingBatch {
  readonly masks: Vectors<Numbers>
}

function cut(layout: readonly Slot[], flat: Numbers | undefined): [string, Float64Array][] {
  return layout.map(({ name, offset, size }) => [name, Float64Array.from(flat?.subarray(offset, offset + size) ?? [])])
}

/**
 * The outputs of every layer in turn, [rows, output] each.
 * @param vectors `parameters` and, where the network has some, `statistics`, flat as their layouts have them
 * @param x [rows, inputs]
 * @param training left out for a reading
 * @param update takes each statistic after a training step
 */
export function* evaluateLayers(
  { layers, ...model }: NetworkModel,
  vectors: Vectors<Numbers>,
  x: Numbers,
  rows: number,
  training?: TrainingBatch,
  update: (name: string, value: Float64Array) => void = () => {}
): Generator<{ readonly layer: Layer; readonly output: Float64Array }> {
  const whole = { ...model, layers }
  const masks = Object.entries(training?.masks ?? {}).map(([name, mask]): [string, Float64Array] => [name, Float64Array.from(mask)])
  const values = Object.fromEntries([
    ...cut(parameterLayout(whole), vectors['parameters']),
    ...cut(statisticsLayout(whole), vectors['statistics']),
    ...masks
  ])
  const pass: Pass<Float64Array> = { training: training !== undefined, value: (name) => vectorOf(values, name), update }
  let hidden = Float64Array.from(x)
  for (const layer of layers) {
    hidden = Float64Array.from(layer.evaluate(hidden, rows, pass))
    yield { layer, output: hidden }
  }
}

/** The network's outputs in its own scale, [rows, outputsPerTarget x outputs]. */
function evaluateOutputs(...of: Parameters<typeof evaluateLayers>): Float64Array {
  let last = new Float64Array()
  for (const { output } of evaluateLayers(...of)) last = Float64Array.from(output)
  return last
}

/**
 * What is read from x, in the targets' own units.
 * @returns value and perhaps deviation, [rows, outputs] each
 */
export function evaluate(model: NetworkModel, vectors: Vectors<Numbers>, x: Numbers, rows: number): Reading<Float64Array> {
  const output = evaluateOutputs(model, vectors, x, rows)
  const { evaluateReading } = lossRule(model.loss)
  const width = output.length / rows
  const readings = Array.from({ length: rows }, (_, row) => evaluateReading(output.subarray(row * width, (row + 1) * width)))
  const inUnits = (of: (reading: Reading<Float64Array>) => Float64Array): Float64Array =>
    Float64Array.from(readings.flatMap((reading) => Array.from(of(reading), (y, k) => y * (model.targetScale?.[k] ?? 1))))
  const value = inUnits((reading) => reading.value)
  const hasDeviation = readings.some(({ deviation }) => deviation)
  return { value, ...(hasDeviation ? { deviation: inUnits(({ deviation }) => deviation ?? new Float64Array()) } : {}) }
}

/** The training loss of a batch. @param y [rows, outputs], in the targets' own units */
export function evaluateLoss(
  model: NetworkModel,
  vectors: Vectors<Numbers>,
  { x, y, masks }: TrainingBatch & { readonly x: Numbers; readonly y: Numbers },
  rows: number,
  update?: (name: string, value: Float64Array) => void
): number {
  const output = evaluateOutputs(model, vectors, x, rows, { masks }, update)
  const width = output.length / rows
  const { outputs, targetScale, loss } = model
  const rule = lossRule(loss)
  let total = 0
  for (let row = 0; row < rows; row++) {
    const target = Float64Array.from(y.subarray(row * outputs, (row + 1) * outputs)).map((number, k) => number / (targetScale?.[k] ?? 1))
    total += rule.evaluateLoss(output.subarray(row * width, (row + 1) * width), target)
  }
  return total / rows
}
