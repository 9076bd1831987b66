/** The hyperbolic tangent, as the lessons have it. */
import { tanh as tanhOf } from '@tensorflow/tfjs-core'
import type { ActivationRule } from './activation'

export const tanh: ActivationRule = { apply: tanhOf, evaluate: Math.tanh, slope: (x) => 1 - Math.tanh(x) ** 2 }
