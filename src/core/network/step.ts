/**
 * One training step, written once as TensorFlow.js operations. Recorded, it becomes a graph for onnxruntime; run eagerly,
 * the same lines train on any TensorFlow.js backend.
 */
// A side effect: teaches TensorFlow.js the gradients of its own operations.
import '@tensorflow/tfjs-core/dist/register_all_gradients'
import { concat, keep, reshape, valueAndGrad } from '@tensorflow/tfjs-core'
import type { Scalar, Tensor } from '@tensorflow/tfjs-core'
import type { TrainingRecipe } from '../recipe/training'
import { AVERAGE, averaged } from './averaging'
import { clipped } from './clipping'
import { forward, unflatten } from './forward'
import { lossRule } from './losses'
import type { NetworkModel } from './model'
import { optimiserRule } from './optimisers'
import { parameterCount, parameterLayout, sizeOf, statisticsLayout } from './parameters'
import { scaled } from './scaling'
import { learningRateAt } from './schedules'
import { vectorOf } from './state'
import type { StateVector, Vectors } from './state'

/** What a step takes besides its batch. */
export interface StepLayout {
  /** Vectors that flow from step to step, the parameters first. */
  readonly states: readonly StateVector[]
  /** Names of the numbers that change from step to step and are known before it. */
  readonly scalars: readonly string[]
  /** Random numbers that are drawn anew for each step (randoms.ts), [batch, size] each. */
  readonly randoms: readonly RandomInput[]
}

export interface RandomInput {
  readonly name: string
  readonly shape: readonly [batch: number, size: number]
}

export function stepLayout(model: NetworkModel, { optimiser, batch, averaging }: TrainingRecipe): StepLayout {
  const size = parameterCount(model)
  const rule = optimiserRule(optimiser)
  const statistics = sizeOf(statisticsLayout(model))
  return {
    states: [
      ...['parameters', ...rule.moments].map((name) => ({ name, size })),
      ...(statistics > 0 ? [{ name: 'statistics', size: statistics }] : []),
      ...(averaging ? [{ name: AVERAGE, size }] : [])
    ],
    scalars: Object.keys(rule.scalars(0, optimiser.learningRate)),
    randoms: model.layers.flatMap(({ randoms }) => randoms.map((random) => ({ name: random.name, shape: [batch, random.size] as const })))
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
  /** By the names of `stepLayout`'s randoms. */
  readonly randoms: Vectors<Tensor>
}

export interface LossAndGradient {
  readonly loss: Tensor
  /** With respect to the flat parameter vector [N]. */
  readonly gradient: Tensor
  /** The running statistics after the step, where the network has some. */
  readonly statistics: Tensor | null
}

/** @param state parameters, and statistics where the network has some */
export function lossAndGradient(
  model: NetworkModel,
  state: Vectors<Tensor>,
  { x, y, randoms }: Pick<StepInputs, 'x' | 'y' | 'randoms'>
): LossAndGradient {
  const layout = statisticsLayout(model)
  const carried = layout.length > 0 ? unflatten(layout, vectorOf(state, 'statistics')) : {}
  let statistics: Tensor | null = null
  const { value, grad } = valueAndGrad((flat) => {
    const moved: Record<string, Tensor> = {}
    const values = { ...unflatten(parameterLayout(model), flat), ...carried, ...randoms }
    const pass = {
      training: true,
      value: (name: string) => vectorOf(values, name),
      update: (name: string, tensor: Tensor) => void (moved[name] = tensor)
    }
    const output = forward(model, pass, x)
    // Kept, since what is not returned ends with this function.
    if (layout.length > 0) statistics = keep(concat(layout.map(({ name, size }) => reshape(moved[name] ?? pass.value(name), [size]))))
    return lossRule(model.loss).loss(output, model.scaling.targets ? scaled('targets', y, pass) : y)
  })(vectorOf(state, 'parameters'))
  return { loss: value, gradient: grad, statistics }
}

/** Loss before the step, and the state after it. */
export function trainingStep(
  model: NetworkModel,
  training: TrainingRecipe,
  state: Vectors<Tensor>,
  inputs: StepInputs
): { readonly state: Vectors<Tensor>; readonly loss: Tensor } {
  const { loss, gradient, statistics } = lossAndGradient(model, state, inputs)
  const { clip, averaging } = training
  const shortened = clip === null ? gradient : clipped(gradient, clip)
  const next = optimiserRule(training.optimiser).update(state, shortened, inputs.scalars)
  const average: Vectors<Tensor> = averaging
    ? { [AVERAGE]: averaged(vectorOf(state, AVERAGE), vectorOf(next, 'parameters'), averaging.decay) }
    : {}
  return { state: { ...next, ...(statistics ? { statistics } : {}), ...average }, loss }
}
