/** The lessons' loss: mean over the batch of the squared error summed over the targets. */
import { squaredDifference } from '@tensorflow/tfjs-core'
import { batchMean, ruleOfErrors } from './rule'

export const squared = ruleOfErrors(
  (output, target) => batchMean(squaredDifference(output, target)),
  (error) => error ** 2
)
