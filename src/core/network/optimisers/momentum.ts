/**
 * Gradient descent with a velocity, v[t] = momentum v[t-1] + g, p[t] = p[t-1] - rate v[t]: Polyak, "Some methods of speeding up
 * the convergence of iteration methods", USSR Comput. Math. Math. Phys. 4 (1964) 1. Nesterov's variant moves by
 * g + momentum v[t] instead, as in Sutskever, Martens, Dahl and Hinton, ICML 2013, written for the point looked up ahead
 * (Bengio, Boulanger-Lewandowski and Pascanu, arXiv:1212.0901, equations 6 and 7).
 */
import { add, mul, sub } from '@tensorflow/tfjs-core'
import type { MomentumRecipe } from '../../recipe/training'
import { vectorOf } from '../state'
import type { OptimiserRule } from './rule'

export function momentum({ momentum: kept, nesterov }: MomentumRecipe): OptimiserRule {
  return {
    moments: ['velocity'],
    scalars: (_step, learningRate) => ({ rate: learningRate }),
    update: (state, gradient, scalars) => {
      const velocity = add(mul(vectorOf(state, 'velocity'), kept), gradient)
      const move = nesterov ? add(mul(velocity, kept), gradient) : velocity
      return { parameters: sub(vectorOf(state, 'parameters'), mul(move, vectorOf(scalars, 'rate'))), velocity }
    }
  }
}
