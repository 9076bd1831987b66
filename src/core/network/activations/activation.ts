/** What every activation is: a function of each number by itself, as a tensor operation and in plain double precision. */
import type { Tensor } from '@tensorflow/tfjs-core'

export interface ActivationRule {
  readonly apply: (x: Tensor) => Tensor
  readonly evaluate: (x: number) => number
}
