/** x where it is positive, else 0.01 x: Maas, Hannun and Ng, "Rectifier nonlinearities improve neural network acoustic models", ICML 2013. */
import { leakyRelu as leakyReluOf } from '@tensorflow/tfjs-core'
import type { ActivationRule } from './activation'

const SLOPE = 0.01

export const leakyRelu: ActivationRule = {
  apply: (x) => leakyReluOf(x, SLOPE),
  evaluate: (x) => (x > 0 ? x : SLOPE * x),
  slope: (x) => (x > 0 ? 1 : SLOPE)
}
