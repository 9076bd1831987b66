/**
 * One training step, written once as TensorFlow.js operations. Recorded, it becomes a graph for onnxruntime; run eagerly,
 * the same lines train on any TensorFlow.js backend.
 */
// A side effect: teaches TensorFlow.js the gradients of its own operations.
import '@tensorflow/tfjs-core/dist/register_all_gradients'
import { valueAndGrad } from '@tensorflow/tfjs-core'
import type { Scalar, Tensor } from '@tensorflow/tfjs-core'
import { adamUpdate } from './adam'
import type { AdamRecipe, AdamState } from './adam'
import { forward, unflatten } from './forward'
import type { NetworkModel } from './model'
import { squaredError } from './squared-error'

export interface StepInputs {
  /** [batch, inputs] */
  readonly x: Tensor
  /** [batch, outputs], in the targets' own units */
  readonly y: Tensor
  readonly rate: Scalar
  readonly damping: Scalar
}

/** Loss of a batch and its gradient with respect to the flat parameter vector [N]. */
export function lossAndGradient(
  model: NetworkModel,
  parameters: Tensor,
  { x, y }: Pick<StepInputs, 'x' | 'y'>
): { readonly loss: Tensor; readonly gradient: Tensor } {
  const { value, grad } = valueAndGrad((flat) =>
    squaredError(model, forward(model, unflatten(model, flat), x), y)
  )(parameters)
  return { loss: value, gradient: grad }
}

/** Loss before the step, and the state after it. */
export function trainingStep(
  model: NetworkModel,
  optimiser: AdamRecipe,
  state: AdamState<Tensor>,
  inputs: StepInputs
): AdamState<Tensor> & { readonly loss: Tensor } {
  const { loss, gradient } = lossAndGradient(model, state.parameters, inputs)
  return { ...adamUpdate(optimiser, state, gradient, inputs), loss }
}
