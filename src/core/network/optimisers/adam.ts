/**
 * Adam: Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, arXiv:1412.6980, algorithm 1, over one
 * flat vector. Written with sums instead of averages,
 *
 *     m[t] = beta1 m[t-1] + g,  v[t] = beta2 v[t-1] + g^2,  p[t] = p[t-1] - rate[t] m[t] / (sqrt(v[t]) + damping[t])
 *
 * which is the paper's update when rate and damping carry (1 - beta) and the bias correction: both are scalars, known
 * before the step, and the whole-vector work shrinks. So firstMoment is the paper's first moment divided by 1 - beta1,
 * and secondMoment its second divided by 1 - beta2.
 */
import { add, div, mul, sqrt, square, sub } from '@tensorflow/tfjs-core'
import type { AdamRecipe } from '../../recipe/training'
import { vectorOf } from '../state'
import type { OptimiserRule } from './rule'

export function adam({ beta1, beta2, epsilon }: AdamRecipe): OptimiserRule {
  return {
    moments: ['firstMoment', 'secondMoment'],
    scalars: (step, learningRate) => {
      const first = (1 - beta1) / (1 - beta1 ** (step + 1))
      const second = Math.sqrt((1 - beta2) / (1 - beta2 ** (step + 1)))
      return { rate: (learningRate * first) / second, damping: epsilon / second }
    },
    update: (state, gradient, scalars) => {
      const firstMoment = add(mul(vectorOf(state, 'firstMoment'), beta1), gradient)
      const secondMoment = add(mul(vectorOf(state, 'secondMoment'), beta2), square(gradient))
      const step = div(mul(firstMoment, vectorOf(scalars, 'rate')), add(sqrt(secondMoment), vectorOf(scalars, 'damping')))
      return { parameters: sub(vectorOf(state, 'parameters'), step), firstMoment, secondMoment }
    }
  }
}
