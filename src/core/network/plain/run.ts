/** Values of a plain network, and their derivatives along a direction by the chain rule: forward differentiation, exact to rounding. */
import { activations } from '../activations'
import { widthAfter } from './operations'
import type { Operation, PlainNetwork } from './operations'

/** What one operation makes of the batch. */
export interface Stage {
  readonly operation: Operation
  /** [rows, width] */
  readonly output: Float64Array
  readonly width: number
}

/**
 * @param x [rows, inputs]
 * @param see is given what every operation makes
 * @returns [rows, targets + deviations]
 */
export function runPlain({ inputs, operations }: PlainNetwork, x: ArrayLike<number>, rows: number, see?: (stage: Stage) => void): Float64Array {
  const kept: Float64Array[] = []
  let hidden: Float64Array = Float64Array.from(x)
  let width = inputs
  for (const operation of operations) {
    if (operation.kind === 'keep') kept.push(hidden)
    hidden = applied(operation, hidden, rows, width, kept)
    width = widthAfter(operation, width)
    see?.({ operation, output: hidden, width })
  }
  return hidden
}

function applied(operation: Operation, x: Float64Array, rows: number, width: number, kept: Float64Array[]): Float64Array {
  switch (operation.kind) {
    case 'affine':
      return x.map((number, index) => number * (operation.factor[index % width] ?? NaN) + (operation.offset[index % width] ?? NaN))
    case 'dense':
      return denseOf(operation, x, rows, operation.bias)
    case 'activation':
      return x.map(activations[operation.of].evaluate)
    case 'layer-norm':
      return eachRow(x, width, (row) => layerNormOf(operation, row))
    case 'keep':
      return x
    case 'add':
      return sumOf(x, kept.pop())
    case 'softmax':
      return eachRow(x, width, softmaxOf)
    case 'deviations':
      return x.map((number, index) => (index % width < operation.means ? number : Math.exp(number / 2)))
  }
}

/** Values and derivatives of a batch along one direction. */
export interface Tangent {
  readonly value: Float64Array
  readonly change: Float64Array
}

/**
 * @param x [rows, inputs]
 * @param along the input that moves, by its place
 * @returns the outputs [rows, targets + deviations], and their derivatives with respect to that input
 */
export function derivative({ inputs, operations }: PlainNetwork, x: ArrayLike<number>, rows: number, along: number): Tangent {
  const kept: Tangent[] = []
  let width = inputs
  let tangent: Tangent = { value: Float64Array.from(x), change: Float64Array.from({ length: rows * inputs }, (_, index) => (index % inputs === along ? 1 : 0)) }
  for (const operation of operations) {
    if (operation.kind === 'keep') kept.push(tangent)
    tangent = moved(operation, tangent, rows, width, kept)
    width = widthAfter(operation, width)
  }
  return tangent
}

function moved(operation: Operation, { value, change }: Tangent, rows: number, width: number, kept: Tangent[]): Tangent {
  if (operation.kind === 'add') {
    const before = kept.pop()
    return { value: sumOf(value, before?.value), change: sumOf(change, before?.change) }
  }
  const next = applied(operation, value, rows, width, [])
  switch (operation.kind) {
    case 'keep':
      return { value, change }
    case 'affine':
      return { value: next, change: change.map((number, index) => number * (operation.factor[index % width] ?? NaN)) }
    case 'dense':
      return { value: next, change: denseOf(operation, change, rows, null) }
    case 'activation': {
      const { slope } = activations[operation.of]
      return { value: next, change: change.map((number, index) => number * slope(value[index] ?? NaN)) }
    }
    case 'deviations':
      return { value: next, change: change.map((number, index) => (index % width < operation.means ? number : (number * (next[index] ?? NaN)) / 2)) }
    case 'softmax':
      return { value: next, change: eachRow(change, width, (row, begin) => softmaxChange(row, next.subarray(begin, begin + width))) }
    case 'layer-norm':
      return { value: next, change: eachRow(change, width, (row, begin) => layerNormChange(operation, value.subarray(begin, begin + width), row)) }
  }
}

function denseOf({ inputs, units, weight }: Extract<Operation, { kind: 'dense' }>, x: Float64Array, rows: number, bias: Float64Array | null): Float64Array {
  const y = new Float64Array(rows * units)
  for (let row = 0; row < rows; row++) {
    const out = row * units
    for (let unit = 0; unit < units; unit++) y[out + unit] = bias?.[unit] ?? 0
    for (let k = 0; k < inputs; k++) {
      const number = x[row * inputs + k] ?? NaN
      const from = k * units
      // `as number`: both lie inside arrays whose lengths are products of these bounds
      for (let unit = 0; unit < units; unit++) y[out + unit] = (y[out + unit] as number) + number * (weight[from + unit] as number)
    }
  }
  return y
}

function sumOf(x: Float64Array, other: Float64Array | undefined): Float64Array {
  return x.map((number, index) => number + (other?.[index] ?? NaN))
}

function eachRow(x: Float64Array, width: number, make: (row: Float64Array, begin: number) => Float64Array): Float64Array {
  const y = new Float64Array(x.length)
  for (let begin = 0; begin < x.length; begin += width) y.set(make(x.subarray(begin, begin + width), begin), begin)
  return y
}

function meanOf(row: Float64Array): number {
  return row.reduce((sum, number) => sum + number, 0) / row.length
}

type LayerNorm = Extract<Operation, { kind: 'layer-norm' }>

function layerNormOf({ gain, bias, epsilon }: LayerNorm, row: Float64Array): Float64Array {
  const mean = meanOf(row)
  const deviation = Math.sqrt(meanOf(row.map((number) => (number - mean) ** 2)) + epsilon)
  return row.map((number, k) => ((number - mean) / deviation) * (gain[k] ?? NaN) + (bias[k] ?? NaN))
}

/** Of (x - m) / s: (dx - dm) / s - (x - m) ds / s^2, with s ds = mean of (x - m) dx. */
function layerNormChange({ gain, epsilon }: LayerNorm, row: Float64Array, change: Float64Array): Float64Array {
  const [mean, meanChange] = [meanOf(row), meanOf(change)]
  const deviation = Math.sqrt(meanOf(row.map((number) => (number - mean) ** 2)) + epsilon)
  const wide = meanOf(row.map((number, k) => (number - mean) * (change[k] ?? NaN))) / deviation
  return change.map((moves, k) => ((moves - meanChange) / deviation - (((row[k] ?? NaN) - mean) * wide) / deviation ** 2) * (gain[k] ?? NaN))
}

function softmaxOf(row: Float64Array): Float64Array {
  const largest = Math.max(...row)
  const powers = row.map((number) => Math.exp(number - largest))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}

/** dp = p (dx - sum of p dx) */
function softmaxChange(change: Float64Array, probabilities: Float64Array): Float64Array {
  const mean = probabilities.reduce((sum, probability, k) => sum + probability * (change[k] ?? NaN), 0)
  return change.map((moves, k) => (probabilities[k] ?? NaN) * (moves - mean))
}
