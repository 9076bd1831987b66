/**
 * RMSprop: Tieleman and Hinton, Coursera "Neural networks for machine learning" (2012), lecture 6.5,
 *
 *     s[t] = decay s[t-1] + (1 - decay) g^2,  p[t] = p[t-1] - rate g / (sqrt(s[t]) + epsilon).
 */
import { add, div, mul, sqrt, square, sub } from '@tensorflow/tfjs-core'
import type { RmspropRecipe } from '../../recipe/training'
import { vectorOf } from '../state'
import type { OptimiserRule } from './rule'

export function rmsprop({ decay, epsilon }: RmspropRecipe): OptimiserRule {
  return {
    moments: ['meanSquare'],
    scalars: (_step, learningRate) => ({ rate: learningRate }),
    update: (state, gradient, scalars) => {
      const meanSquare = add(mul(vectorOf(state, 'meanSquare'), decay), mul(square(gradient), 1 - decay))
      const step = div(mul(gradient, vectorOf(scalars, 'rate')), add(sqrt(meanSquare), epsilon))
      return { parameters: sub(vectorOf(state, 'parameters'), step), meanSquare }
    }
  }
}
