/**
 * A running mean of the parameters: Polyak and Juditsky, "Acceleration of stochastic approximation by averaging", SIAM J.
 * Control Optim. 30 (1992) 838, with weights that fall exponentially into the past,
 *
 *     a[0] = 0,  a[t] = decay a[t-1] + (1 - decay) p[t],
 *
 * and read as a[t] / (1 - decay^t), as Adam corrects its moments: so early means lean on no first weights.
 */
import { add, mul } from '@tensorflow/tfjs-core'
import type { Tensor } from '@tensorflow/tfjs-core'

export const AVERAGE = 'average'

export function averaged(average: Tensor, parameters: Tensor, decay: number): Tensor {
  return add(mul(average, decay), mul(parameters, 1 - decay))
}

/** @param step steps done; before the first there is no average, and the parameters are read */
export function correctedAverage(average: Float32Array, decay: number, step: number): Float32Array<ArrayBuffer> {
  const weight = 1 - decay ** step
  return Float32Array.from(average, (value) => value / weight)
}
