/**
 * What every loss is: what it asks the network to put out, its value, and what is read from the outputs. A flow's likelihood
 * goes here too: its outputs are the numbers that its transformations are made of, its reading the mean of the posterior.
 * All in the network's own scale; a loss is the mean over the batch of a sum over the targets.
 */
import { div, sum } from '@tensorflow/tfjs-core'
import type { Tensor } from '@tensorflow/tfjs-core'

/** What is read for each target; a deviation only where the loss teaches one. */
export interface Reading<Value> {
  readonly value: Value
  readonly deviation?: Value
}

export interface LossRule {
  /** Numbers that the network puts out for each target: first one for each of them, then the next for each. */
  readonly outputsPerTarget: number
  /**
   * @param output [batch, outputsPerTarget x targets]
   * @param target [batch, targets]
   * @returns scalar
   */
  readonly loss: (output: Tensor, target: Tensor) => Tensor
  readonly read: (output: Tensor) => Reading<Tensor>
  /** The same for one sample, in plain double precision. */
  readonly evaluateLoss: (output: Float64Array, target: Float64Array) => number
  readonly evaluateReading: (output: Float64Array) => Reading<Float64Array>
}

/** Of terms [batch, targets]. */
export function batchMean(terms: Tensor): Tensor {
  const [batch] = terms.shape
  if (batch === undefined) throw new Error('a loss was given terms without a batch dimension')
  return div(sum(terms), batch)
}

/** Where the network puts out the targets themselves. */
export const VALUES = {
  outputsPerTarget: 1,
  read: (output: Tensor): Reading<Tensor> => ({ value: output }),
  evaluateReading: (output: Float64Array): Reading<Float64Array> => ({ value: output })
} as const

/** Sum over the targets of a function of the error. */
export function sumOfErrors(output: Float64Array, target: Float64Array, term: (error: number) => number): number {
  return output.reduce((total, value, index) => total + term(value - (target[index] ?? NaN)), 0)
}
