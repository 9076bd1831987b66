/** Mean over the batch of the absolute error summed over the targets, which outliers pull less; it teaches the median. */
import { abs, sub } from '@tensorflow/tfjs-core'
import { VALUES, batchMean, sumOfErrors } from './rule'
import type { LossRule } from './rule'

export const absolute: LossRule = {
  ...VALUES,
  loss: (output, target) => batchMean(abs(sub(output, target))),
  evaluateLoss: (output, target) => sumOfErrors(output, target, Math.abs)
}
