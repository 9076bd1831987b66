/**
 * Uniform with variance 2 / (fan-in + fan-out). Glorot and Bengio, "Understanding the difficulty of training deep
 * feedforward neural networks", AISTATS 2010, equation 16.
 */
import { uniform } from '../../random/stream'
import type { Initialiser } from './initialiser'

export const glorotUniform: Initialiser = (weight, { fanIn, fanOut }, stream) => {
  const limit = Math.sqrt(6 / (fanIn + fanOut))
  for (let index = 0; index < weight.length; index++) weight[index] = limit * (2 * uniform(stream) - 1)
}
