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
  /** Whether a reading has a deviation. */
  readonly hasDeviation: boolean
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
  /** The loss of one sample from what was read of it. */
  readonly readingLoss: (reading: Reading<Float64Array>, target: Float64Array) => number
}

/** Of terms [batch, targets]. */
export function batchMean(terms: Tensor): Tensor {
  const [batch] = terms.shape
  if (batch === undefined) throw new Error('a loss was given terms without a batch dimension')
  return div(sum(terms), batch)
}

/** Sum over the targets of a function of the error. */
function sumOfErrors(output: Float64Array, target: Float64Array, term: (error: number) => number): number {
  return output.reduce((total, value, index) => total + term(value - (target[index] ?? NaN)), 0)
}

/**
 * A rule whose network puts out the targets themselves, and whose loss is a sum over their errors.
 * @param term of one error, in plain double precision
 */
export function ruleOfErrors(loss: LossRule['loss'], term: (error: number) => number): LossRule {
  return {
    outputsPerTarget: 1,
    hasDeviation: false,
    loss,
    read: (output) => ({ value: output }),
    evaluateLoss: (output, target) => sumOfErrors(output, target, term),
    evaluateReading: (output) => ({ value: output }),
    readingLoss: ({ value }, target) => sumOfErrors(value, target, term)
  }
}
