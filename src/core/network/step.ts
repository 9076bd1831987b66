/**
 * One training step, written once as TensorFlow.js operations. Recorded, it becomes a graph for onnxruntime; run eagerly,
 * the same lines train on any TensorFlow.js backend.
 */
// A side effect: teaches TensorFlow.js the gradients of its own operations.
import '@tensorflow/tfjs-core/dist/register_all_gradients'
import { valueAndGrad } from '@tensorflow/tfjs-core'
import type { Scalar, Tensor } from '@tensorflow/tfjs-core'
import type { TrainingRecipe } from '../recipe/training'
import { forward, unflatten } from './forward'
import type { NetworkModel } from './model'
import { optimiserRule } from './optimisers'
import { parameterCount } from './parameters'
import { learningRateAt } from './schedules'
import { squaredError } from './squared-error'
import { vectorOf } from './state'
import type { StateVector, Vectors } from './state'

/** What a step takes besides its batch. */
export interface StepLayout {
  /** Vectors that flow from step to step, the parameters first. */
  readonly states: readonly StateVector[]
  /** Names of the numbers that change from step to step and are known before it. */
  readonly scalars: readonly string[]
}

export function stepLayout(model: NetworkModel, { optimiser }: TrainingRecipe): StepLayout {
  const size = parameterCount(model)
  const rule = optimiserRule(optimiser)
  return {
    states: ['parameters', ...rule.moments].map((name) => ({ name, size })),
    scalars: Object.keys(rule.scalars(0, optimiser.learningRate))
  }
}

/**
 * The numbers of one step, by the names that `stepLayout` gives.
 * @param step steps done before this one, from 0
 */
export function scalarsAt(training: TrainingRecipe, step: number): Readonly<Record<string, number>> {
  return optimiserRule(training.optimiser).scalars(step, learningRateAt(training, step))
}

export interface StepInputs {
  /** [batch, inputs] */
  readonly x: Tensor
  /** [batch, outputs], in the targets' own units */
  readonly y: Tensor
  readonly scalars: Readonly<Record<string, Scalar>>
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
  training: TrainingRecipe,
  state: Vectors<Tensor>,
  inputs: StepInputs
): { readonly state: Vectors<Tensor>; readonly loss: Tensor } {
  const { loss, gradient } = lossAndGradient(model, vectorOf(state, 'parameters'), inputs)
  return { state: optimiserRule(training.optimiser).update(state, gradient, inputs.scalars), loss }
}
