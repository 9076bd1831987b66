/** What every optimiser is: vectors that it carries, numbers that it takes at each step, and one update. */
import type { Scalar, Tensor } from '@tensorflow/tfjs-core'
import type { Vectors } from '../state'

export interface OptimiserRule {
  /** Names of the vectors carried besides the parameters, each as long as they are and zero at the start. */
  readonly moments: readonly string[]
  /**
   * Numbers known before a step, by name, single precision.
   * @param step steps done before this one, from 0
   * @param learningRate of this step
   */
  readonly scalars: (step: number, learningRate: number) => Readonly<Record<string, number>>
  /**
   * One update of whole vectors as tensor operations.
   * @param state parameters and moments, each [N]
   * @param gradient [N]
   * @returns parameters and moments after the step
   */
  readonly update: (state: Vectors<Tensor>, gradient: Tensor, scalars: Readonly<Record<string, Scalar>>) => Vectors<Tensor>
}
