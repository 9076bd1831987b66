/** Mean over the batch of the absolute error summed over the targets, which outliers pull less; it teaches the median. */
import { abs, sub } from '@tensorflow/tfjs-core'
import { batchMean, ruleOfErrors } from './rule'

export const absolute = ruleOfErrors((output, target) => batchMean(abs(sub(output, target))), Math.abs)
