/**
 * Rows of a table as samples. The seed says which are held out; the others are visited in a new order every epoch, each once, whatever
 * the batch: a batch may end one epoch and begin the next.
 */
import { drawStreams } from '../random/draw'
import type { SampleRange } from '../random/draw'
import { Purpose } from '../random/purpose'
import { createStream, integerBelow, normal, seek } from '../random/stream'
import type { PointsRecipe } from '../recipe/schema'
import { tableOf } from '../recipe/points'
import type { PointsTarget } from '../recipe/points'
import { portsOf } from '../recipe/ports'
import { createEpochOrder } from './epoch-order'
import type { SampleSource } from './source'

export interface Split {
  /** Rows of the table. */
  readonly training: Int32Array
  readonly heldOut: Int32Array
  readonly test: Int32Array
}

/** Every choice of rows equally likely: R. Durstenfeld, Commun. ACM 7 (1964) 420. */
export function splitRows(rows: number, heldOut: number, test: number, seed: number): Split {
  const order = Int32Array.from({ length: rows }, (_, row) => row)
  const stream = seek(createStream(seed, Purpose.split), 0, 0)
  for (let place = rows - 1; place > 0; place--) {
    const other = integerBelow(stream, place + 1)
    const row = order[place] ?? 0
    order[place] = order[other] ?? 0
    order[other] = row
  }
  return { heldOut: order.slice(0, heldOut), test: order.slice(heldOut, heldOut + test), training: order.slice(heldOut + test) }
}

/** @param seed unsigned 32-bit integer */
export function pointsSource(recipe: PointsRecipe, seed: number): SampleSource {
  const { points, training } = recipe
  const { rows, width, values } = tableOf(points)
  const split = splitRows(rows, training.validationSweeps, points.test, seed)
  const outputs = portsOf(recipe).targets.length
  const inputs = points.inputs.length
  const rowAt = visits(split, training.batch, seed)
  const addNoise = inputNoise(points, seed)
  const copy = (row: number, x: Float32Array, y: Float32Array, sample: number): void => {
    for (let k = 0; k < inputs; k++) x[sample * inputs + k] = values[row * width + k] ?? NaN
    for (let k = 0; k < outputs; k++) {
      const value = points.outputs.kind === 'values' ? values[row * width + inputs + k] : Number(values[row * width + inputs] === k)
      y[sample * outputs + k] = value ?? NaN
    }
  }
  return {
    inputs,
    outputs,
    fill: (range, x, y) => {
      for (let sample = 0; sample < range.count; sample++) copy(rowAt(range, sample), x, y, sample)
      if (range.kind === 'training') addNoise(range, x)
    }
  }
}

/** The row of one sample of a range. What is neither training nor held out goes through the rows to train on, then from the start again. */
function visits({ training, heldOut, test }: Split, batch: number, seed: number): (range: SampleRange, sample: number) => number {
  const orderOf = createEpochOrder(training.length, 1, seed)
  return ({ kind, batch: at, first }, sample) => {
    if (kind === 'validation') return heldOut[(first + sample) % heldOut.length] ?? 0
    if (kind === 'test') return test[(first + sample) % test.length] ?? 0
    if (kind !== 'training') return training[(first + sample) % training.length] ?? 0
    return training[orderOf(at * batch + first + sample)[0] ?? 0] ?? 0
  }
}

function inputNoise({ inputs }: PointsTarget, seed: number): (range: SampleRange, x: Float32Array) => void {
  const deviations = inputs.map(({ noise }) => noise)
  const streams = drawStreams(seed, 'noise')
  if (deviations.every((deviation) => deviation === 0)) return () => {}
  return ({ kind, batch, first, count }, x) => {
    const stream = streams[kind]
    for (let sample = 0; sample < count; sample++) {
      seek(stream, batch, first + sample)
      deviations.forEach((deviation, k) => {
        const place = sample * deviations.length + k
        x[place] = (x[place] ?? NaN) + deviation * normal(stream)
      })
    }
  }
}
