/** log(1 + exp(x)), in the form that does not overflow: Glorot, Bordes and Bengio, "Deep sparse rectifier networks", AISTATS 2011. */
import { softplus as softplusOf } from '@tensorflow/tfjs-core'
import type { ActivationRule } from './activation'
import { sigmoid } from './sigmoid'

export const softplus: ActivationRule = {
  apply: softplusOf,
  evaluate: (x) => Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x))),
  slope: sigmoid.evaluate
}
