/** The lessons' loss: mean over the batch of the squared error summed over the outputs. */
import { div, mul, squaredDifference, sum, tensor1d } from '@tensorflow/tfjs-core'
import type { Tensor } from '@tensorflow/tfjs-core'
import type { NetworkModel } from './model'

/**
 * @param output [batch, outputs] in the network's own scale
 * @param target [batch, outputs] in the targets' own units
 * @returns scalar
 */
export function squaredError({ targetScale }: NetworkModel, output: Tensor, target: Tensor): Tensor {
  const [batch] = output.shape
  if (batch === undefined) throw new Error('squaredError: the output has no batch dimension')
  const wanted = targetScale ? mul(target, tensor1d(targetScale.map((scale) => 1 / scale))) : target
  return div(sum(squaredDifference(output, wanted)), batch)
}
