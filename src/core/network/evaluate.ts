/** The network in plain double-precision loops: slow, and independent of everything that is recorded or compiled. */
import type { Layer, Pass } from './layers/layer'
import { lossRule } from './losses'
import type { Reading } from './losses/rule'
import type { NetworkModel } from './model'
import { parameterLayout, statisticsLayout } from './parameters'
import type { Slot } from './parameters'
import { plainScaling } from './scaling'
import { vectorOf } from './state'
import type { Vectors } from './state'

type Numbers = Float32Array | Float64Array

/** A batch of a training step: the layers' random numbers by name, [rows, size] each. */
export interface TrainingBatch {
  readonly randoms: Vectors<Numbers>
}

function cut(layout: readonly Slot[], flat: Numbers | undefined): [string, Float64Array][] {
  return layout.map(({ name, offset, size }) => [name, Float64Array.from(flat?.subarray(offset, offset + size) ?? [])])
}

/**
 * @param vectors `parameters` and, where the network has some, `statistics`, flat as their layouts have them
 * @param training left out for a reading
 * @param update takes each statistic after a training step
 */
export function plainPass(
  model: NetworkModel,
  vectors: Vectors<Numbers>,
  training?: TrainingBatch,
  update: (name: string, value: Float64Array) => void = () => {}
): Pass<Float64Array> {
  const randoms = Object.entries(training?.randoms ?? {}).map(([name, numbers]): [string, Float64Array] => [name, Float64Array.from(numbers)])
  const values = Object.fromEntries([
    ...cut(parameterLayout(model), vectors['parameters']),
    ...cut(statisticsLayout(model), vectors['statistics']),
    ...randoms
  ])
  return { training: training !== undefined, value: (name) => vectorOf(values, name), update }
}

/**
 * The outputs of every layer in turn, [rows, output] each.
 * @param x [rows, inputs]
 */
export function* evaluateLayers(
  { layers, scaling }: NetworkModel,
  pass: Pass<Float64Array>,
  x: Numbers,
  rows: number
): Generator<{ readonly layer: Layer; readonly output: Float64Array }> {
  const seen = Float64Array.from(x)
  let hidden = scaling.inputs ? plainScaling.scaled('inputs', seen, pass) : seen
  for (const layer of layers) {
    hidden = layer.evaluate(hidden, rows, pass)
    yield { layer, output: hidden }
  }
}

/** The network's outputs in its own scale, a row for each sample. */
function evaluateOutputs(model: NetworkModel, pass: Pass<Float64Array>, x: Numbers, rows: number): Float64Array[] {
  let last: Float64Array = new Float64Array()
  for (const { output } of evaluateLayers(model, pass, x, rows)) last = output
  return rowsOf(last, rows)
}

export function rowsOf(values: Float64Array, rows: number): Float64Array[] {
  const width = values.length / rows
  return Array.from({ length: rows }, (_, row) => values.subarray(row * width, (row + 1) * width))
}

/** Targets, or with 'narrowed' their widths, [rows, outputs], in the network's own scale: a row for each sample. */
function ownTargets(model: NetworkModel, pass: Pass<Float64Array>, y: Numbers, rows: number, change: 'scaled' | 'narrowed' = 'scaled'): Float64Array[] {
  const targets = Float64Array.from(y)
  return rowsOf(model.scaling.targets ? plainScaling[change]('targets', targets, pass) : targets, rows)
}

/**
 * What is read from x, in the targets' own units.
 * @returns value and perhaps deviation, [rows, outputs] each
 */
export function evaluate(model: NetworkModel, vectors: Vectors<Numbers>, x: Numbers, rows: number): Reading<Float64Array> {
  const pass = plainPass(model, vectors)
  return readingIn(model, pass, evaluateOutputs(model, pass, x, rows))
}

export interface Insides {
  /** The recipe's layers, then the last dense one, with what each gives [output]. */
  readonly layers: readonly { readonly layer: Layer; readonly output: Float64Array }[]
  readonly reading: Reading<Float64Array>
  /** A parameter or a statistic by its name, flat. */
  readonly value: (name: string) => Float64Array
}

/** All that happens to one sample on its way through the network. @param x [inputs] */
export function evaluateInsides(model: NetworkModel, vectors: Vectors<Numbers>, x: Numbers): Insides {
  const pass = plainPass(model, vectors)
  const layers = [...evaluateLayers(model, pass, x, 1)]
  const last = layers[layers.length - 1]?.output ?? new Float64Array()
  return { layers, reading: readingIn(model, pass, [last]), value: pass.value }
}

export function readingIn(model: NetworkModel, pass: Pass<Float64Array>, outputs: readonly Float64Array[]): Reading<Float64Array> {
  const { evaluateReading, hasDeviation } = lossRule(model.loss)
  const readings = outputs.map(evaluateReading)
  const joined = (of: (reading: Reading<Float64Array>) => Float64Array): Float64Array =>
    Float64Array.from(readings.flatMap((reading) => Array.from(of(reading))))
  const value = joined((reading) => reading.value)
  const deviation = hasDeviation ? joined((reading) => reading.deviation ?? new Float64Array()) : null
  if (!model.scaling.targets) return { value, ...(deviation ? { deviation } : {}) }
  const wide = deviation ? { deviation: plainScaling.widened('targets', deviation, pass) } : {}
  return { value: plainScaling.unscaled('targets', value, pass), ...wide }
}

/** The training loss of a batch. @param y [rows, outputs], in the targets' own units */
export function evaluateLoss(
  model: NetworkModel,
  vectors: Vectors<Numbers>,
  { x, y, randoms }: TrainingBatch & { readonly x: Numbers; readonly y: Numbers },
  rows: number,
  update?: (name: string, value: Float64Array) => void
): number {
  const pass = plainPass(model, vectors, { randoms }, update)
  const targets = ownTargets(model, pass, y, rows)
  const { evaluateLoss: ofOne } = lossRule(model.loss)
  const losses = evaluateOutputs(model, pass, x, rows).map((output, row) => ofOne(output, targets[row] ?? new Float64Array()))
  return losses.reduce((sum, loss) => sum + loss, 0) / rows
}

/**
 * The loss of what was read, as training counts it: in the network's own scale, without dropout and with running statistics.
 * @param y, reading [rows, outputs], in the targets' own units
 */
export function readingLoss(model: NetworkModel, vectors: Vectors<Numbers>, y: Numbers, reading: Reading<Numbers>, rows: number): number {
  const pass = plainPass(model, vectors)
  const targets = ownTargets(model, pass, y, rows)
  const values = ownTargets(model, pass, reading.value, rows)
  const deviations = reading.deviation ? ownTargets(model, pass, reading.deviation, rows, 'narrowed') : null
  const { readingLoss: ofOne } = lossRule(model.loss)
  const losses = values.map((value, row) => {
    const deviation = deviations?.[row]
    return ofOne({ value, ...(deviation ? { deviation } : {}) }, targets[row] ?? new Float64Array())
  })
  return losses.reduce((sum, loss) => sum + loss, 0) / rows
}
