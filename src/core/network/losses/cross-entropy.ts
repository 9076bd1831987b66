/**
 * Cross entropy of the targets, which are probabilities that sum to one (or a one among zeros), with the softmax of the
 * network's outputs: Bridle, "Probabilistic interpretation of feedforward classification network outputs" (1990). The
 * largest output is subtracted first, so that no exponential overflows.
 */
import { exp, logSoftmax, mul, neg } from '@tensorflow/tfjs-core'
import { batchMean } from './rule'
import type { LossRule } from './rule'

/** A probability that rounds to zero in single precision still has a finite logarithm. */
const LEAST = 2 ** -149

function logProbabilities(output: Float64Array): Float64Array {
  const largest = Math.max(...output)
  const logSum = Math.log(output.reduce((total, value) => total + Math.exp(value - largest), 0))
  return output.map((value) => value - largest - logSum)
}

export const crossEntropy: LossRule = {
  outputsPerTarget: 1,
  hasDeviation: false,
  loss: (output, target) => batchMean(neg(mul(target, logSoftmax(output)))),
  read: (output) => ({ value: exp(logSoftmax(output)) }),
  evaluateLoss: (output, target) => {
    const logs = logProbabilities(output)
    return target.reduce((total, probability, k) => total - probability * (logs[k] ?? NaN), 0)
  },
  evaluateReading: (output) => ({ value: logProbabilities(output).map(Math.exp) }),
  readingLoss: ({ value }, target) => target.reduce((total, probability, k) => total - probability * Math.log(Math.max(value[k] ?? NaN, LEAST)), 0)
}
