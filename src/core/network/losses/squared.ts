/** The lessons' loss: mean over the batch of the squared error summed over the targets. */
import { squaredDifference } from '@tensorflow/tfjs-core'
import { VALUES, batchMean, sumOfErrors } from './rule'
import type { LossRule } from './rule'

export const squared: LossRule = {
  ...VALUES,
  loss: (output, target) => batchMean(squaredDifference(output, target)),
  evaluateLoss: (output, target) => sumOfErrors(output, target, (error) => error ** 2)
}
