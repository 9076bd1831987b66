/** 1 / (1 + exp(-x)), the logistic function. */
import { sigmoid as sigmoidOf } from '@tensorflow/tfjs-core'
import type { ActivationRule } from './activation'

export const sigmoid: ActivationRule = { apply: sigmoidOf, evaluate: (x) => 1 / (1 + Math.exp(-x)) }
