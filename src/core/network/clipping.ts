/**
 * A gradient no longer than a limit, its direction kept: Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent
 * neural networks", ICML 2013, arXiv:1211.5063, algorithm 1, over the whole flat vector.
 */
import { div, maximum, mul, sqrt, square, sum } from '@tensorflow/tfjs-core'
import type { Tensor } from '@tensorflow/tfjs-core'

export function clipped(gradient: Tensor, longest: number): Tensor {
  const norm = sqrt(sum(square(gradient)))
  return mul(gradient, div(longest, maximum(norm, longest)))
}
