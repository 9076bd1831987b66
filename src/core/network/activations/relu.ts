/** max(0, x): Nair and Hinton, "Rectified linear units improve restricted Boltzmann machines", ICML 2010. */
import { relu as reluOf } from '@tensorflow/tfjs-core'
import type { ActivationRule } from './activation'

export const relu: ActivationRule = { apply: reluOf, evaluate: (x) => Math.max(0, x), slope: (x) => (x > 0 ? 1 : 0) }
