/**
 * Adam: Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, arXiv:1412.6980, algorithm 1, over one
 * flat vector. Written with sums instead of averages,
 *
 *     m[t] = beta1 m[t-1] + g,  v[t] = beta2 v[t-1] + g^2,  p[t] = p[t-1] - rate[t] m[t] / (sqrt(v[t]) + damping[t])
 *
 * which is the paper's update when rate and damping carry (1 - beta) and the bias correction: both are scalars, known
 * before the step, and the whole-vector work shrinks.
 */
import { add, div, mul, sqrt, square, sub } from '@tensorflow/tfjs-core'
import type { Scalar, Tensor } from '@tensorflow/tfjs-core'
import type { TrainingRecipe } from '../recipe/training'

export type AdamRecipe = TrainingRecipe['optimiser']

/** What a run carries from step to step, each [N]. */
export interface AdamState<Vector> {
  readonly parameters: Vector
  /** sum over s of beta1^(t-s) g[s]: the paper's first moment divided by 1 - beta1. */
  readonly firstMoment: Vector
  /** sum over s of beta2^(t-s) g[s]^2: the paper's second moment divided by 1 - beta2. */
  readonly secondMoment: Vector
}

export interface AdamScalars {
  readonly rate: number
  readonly damping: number
}

/**
 * @param step steps done before this one, from 0 (the paper's t - 1)
 * @param learningRate of this step (the paper's alpha)
 */
export function adamScalars({ beta1, beta2, epsilon }: AdamRecipe, step: number, learningRate: number): AdamScalars {
  const first = (1 - beta1) / (1 - beta1 ** (step + 1))
  const second = Math.sqrt((1 - beta2) / (1 - beta2 ** (step + 1)))
  return { rate: (learningRate * first) / second, damping: epsilon / second }
}

/** One update of the whole vector as tensor operations. */
export function adamUpdate(
  { beta1, beta2 }: AdamRecipe,
  state: AdamState<Tensor>,
  gradient: Tensor,
  scalars: { readonly rate: Scalar; readonly damping: Scalar }
): AdamState<Tensor> {
  const firstMoment = add(mul(state.firstMoment, beta1), gradient)
  const secondMoment = add(mul(state.secondMoment, beta2), square(gradient))
  const step = div(mul(firstMoment, scalars.rate), add(sqrt(secondMoment), scalars.damping))
  return { parameters: sub(state.parameters, step), firstMoment, secondMoment }
}
