/**
 * Rows of a table as samples. The seed says which are held out; the others are visited in a new order every epoch, each once, whatever
 * the batch: a batch may end one epoch and begin the next.
 */
import { SharkfinError } from '../contract/errors'
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
}

/** Every choice of rows equally likely: R. Durstenfeld, Commun. ACM 7 (1964) 420. */
export function splitRows(rows: number, heldOut: number, seed: number): Split {
  const order = Int32Array.from({ length: rows }, (_, row) => row)
  const stream = seek(createStream(seed, Purpose.split), 0, 0)
  for (let place = rows - 1; place > 0; place--) {
    const other = integerBelow(stream, place + 1)
    const row = order[place] ?? 0
    order[place] = order[other] ?? 0
    order[other] = row
  }
  return { heldOut: order.slice(0, heldOut), training: order.slice(heldOut) }
}

/** @param seed unsigned 32-bit integer */
export function pointsSource(recipe: PointsRecipe, seed: number): SampleSource {
  const { points, training } = recipe
  const { rows, width, values } = tableOf(points)
  const split = splitRows(rows, training.validationSweeps, seed)
  const outputs = portsOf(recipe).targets.length
  const inputs = points.inputs.length
  const rowAt = rowVisits(split, training.batch, seed)
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

/** The row of one sample of a range. What is neither training nor validation goes through the rows to train on, then from the start again. */
export function rowVisits({ training, heldOut }: Split, batch: number, seed: number, noTest = noThirdSet): (range: SampleRange, sample: number) => number {
  const orderOf = createEpochOrder(training.length, 1, seed)
  return ({ kind, batch: at, first }, sample) => {
    if (kind === 'validation') return heldOut[(first + sample) % heldOut.length] ?? 0
    if (kind === 'test') throw noTest()
    if (kind !== 'training') return training[(first + sample) % training.length] ?? 0
    return training[orderOf(at * batch + first + sample)[0] ?? 0] ?? 0
  }
}

function noThirdSet(): SharkfinError {
  return new SharkfinError({
    code: 'points-no-test-set',
    message: 'A table has rows to train on and rows held out; it has no third set.',
    remedy: 'Look at the rows that are held out, or keep some rows in another file.'
  })
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
