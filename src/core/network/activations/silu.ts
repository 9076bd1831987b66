/** x sigmoid(x): Elfwing, Uchibe and Doya, "Sigmoid-weighted linear units", Neural Networks 107 (2018) 3, arXiv:1702.03118. */
import { mul, sigmoid as sigmoidOf } from '@tensorflow/tfjs-core'
import type { ActivationRule } from './activation'
import { sigmoid } from './sigmoid'

export const silu: ActivationRule = {
  apply: (x) => mul(x, sigmoidOf(x)),
  evaluate: (x) => x * sigmoid.evaluate(x),
  slope: (x) => sigmoid.evaluate(x) + x * sigmoid.slope(x)
}
