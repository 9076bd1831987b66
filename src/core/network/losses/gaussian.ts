/**
 * Negative logarithm of a Gaussian likelihood whose width the network predicts too: Nix and Weigend, "Estimating the mean and
 * variance of the target probability distribution", ICNN 1994. For each target a mean m and s = log variance,
 *
 *     (s + (y - m)^2 exp(-s)) / 2,
 *
 * without the constant log(2 pi) / 2.
 */
import { add, exp, mul, neg, split, squaredDifference } from '@tensorflow/tfjs-core'
import type { Tensor } from '@tensorflow/tfjs-core'
import { batchMean } from './rule'
import type { LossRule } from './rule'

/** Means and log variances [batch, targets] each. */
function halves(output: Tensor): [Tensor, Tensor] {
  const [mean, logVariance] = split(output, 2, 1)
  if (!mean || !logVariance) throw new Error('an output was not split in two')
  return [mean, logVariance]
}

export const gaussian: LossRule = {
  outputsPerTarget: 2,
  hasDeviation: true,
  loss: (output, target) => {
    const [mean, logVariance] = halves(output)
    return batchMean(mul(add(logVariance, mul(squaredDifference(mean, target), exp(neg(logVariance)))), 0.5))
  },
  read: (output) => {
    const [mean, logVariance] = halves(output)
    return { value: mean, deviation: exp(mul(logVariance, 0.5)) }
  },
  evaluateLoss: (output, target) =>
    target.reduce((total, y, k) => {
      const logVariance = output[target.length + k] ?? NaN
      return total + (logVariance + (y - (output[k] ?? NaN)) ** 2 * Math.exp(-logVariance)) / 2
    }, 0),
  evaluateReading: (output) => {
    const targets = output.length / 2
    return { value: output.slice(0, targets), deviation: output.slice(targets).map((s) => Math.exp(s / 2)) }
  },
  readingLoss: ({ value, deviation }, target) =>
    target.reduce((total, y, k) => {
      const width = deviation?.[k] ?? NaN
      return total + Math.log(width) + ((y - (value[k] ?? NaN)) / width) ** 2 / 2
    }, 0)
}
