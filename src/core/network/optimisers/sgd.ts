/** Stochastic gradient descent: Robbins and Monro, "A stochastic approximation method", Ann. Math. Stat. 22 (1951) 400. */
import { mul, sub } from '@tensorflow/tfjs-core'
import { vectorOf } from '../state'
import type { OptimiserRule } from './rule'

export const sgd: OptimiserRule = {
  moments: [],
  scalars: (_step, learningRate) => ({ rate: learningRate }),
  update: (state, gradient, scalars) => ({
    parameters: sub(vectorOf(state, 'parameters'), mul(gradient, vectorOf(scalars, 'rate')))
  })
}
