/** What every activation is: a function of each number by itself, as a tensor operation and in plain double precision. */
import type { Tensor } from '@tensorflow/tfjs-core'

export interface ActivationRule {
  readonly apply: (x: Tensor) => Tensor
  readonly evaluate: (x: number) => number
  /** Its derivative, in plain double precision; at a bend, that of its left side. */
  readonly slope: (x: number) => number
}
