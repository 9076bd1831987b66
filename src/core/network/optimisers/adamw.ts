/**
 * Adam whose weights shrink beside the gradient: Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019,
 * arXiv:1711.05101, algorithm 2, with the decay multiplied by the learning rate of the step as is usual. Every parameter
 * shrinks, biases and gains too.
 */
import { mul } from '@tensorflow/tfjs-core'
import type { AdamwRecipe } from '../../recipe/training'
import { vectorOf } from '../state'
import { adam } from './adam'
import type { OptimiserRule } from './rule'

export function adamw({ weightDecay, ...recipe }: AdamwRecipe): OptimiserRule {
  const { moments, scalars, update } = adam({ ...recipe, kind: 'adam' })
  return {
    moments,
    scalars: (step, learningRate) => ({ ...scalars(step, learningRate), shrinkage: 1 - learningRate * weightDecay }),
    update: (state, gradient, numbers) => {
      const parameters = mul(vectorOf(state, 'parameters'), vectorOf(numbers, 'shrinkage'))
      return update({ ...state, parameters }, gradient, numbers)
    }
  }
}
