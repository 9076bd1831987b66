/** x Phi(x) with the normal distribution function Phi: Hendrycks and Gimpel, "Gaussian error linear units", arXiv:1606.08415. */
import { add, erf, mul } from '@tensorflow/tfjs-core'
import { erf as erfOf } from '../../numbers/erf'
import type { ActivationRule } from './activation'

export const gelu: ActivationRule = {
  apply: (x) => mul(mul(x, 0.5), add(erf(mul(x, Math.SQRT1_2)), 1)),
  evaluate: (x) => 0.5 * x * (1 + erfOf(x * Math.SQRT1_2)),
  slope: (x) => 0.5 * (1 + erfOf(x * Math.SQRT1_2)) + (x * Math.exp(-x * x / 2)) / Math.sqrt(2 * Math.PI)
}
