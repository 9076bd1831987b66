/** 1 / (1 + exp(-x)), the logistic function. */
import { sigmoid as sigmoidOf } from '@tensorflow/tfjs-core'
import type { ActivationRule } from './activation'

const logistic = (x: number): number => 1 / (1 + Math.exp(-x))

export const sigmoid: ActivationRule = { apply: sigmoidOf, evaluate: logistic, slope: (x) => logistic(x) * logistic(-x) }
