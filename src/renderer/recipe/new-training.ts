/** The choices of a training in words, and what each begins with when it is made in the window. */
import type { LossRecipe, TrainingRecipe } from '../../core/recipe/training'

type Optimiser = TrainingRecipe['optimiser']
type Schedule = TrainingRecipe['schedule']
/** The kinds of a union, each with its own member. */
type Begun<Union extends { kind: string }> = { readonly [Kind in Union['kind']]: Extract<Union, { kind: Kind }> }

const moments = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }
const OPTIMISERS_BEGUN: Begun<Optimiser> = {
  sgd: { kind: 'sgd', learningRate: 0.01 },
  momentum: { kind: 'momentum', learningRate: 0.01, momentum: 0.9, nesterov: true },
  rmsprop: { kind: 'rmsprop', learningRate: 0.001, decay: 0.9, epsilon: 1e-8 },
  adam: { kind: 'adam', learningRate: 0.001, ...moments },
  adamw: { kind: 'adamw', learningRate: 0.001, ...moments, weightDecay: 0.01 }
}

/** Numbers that both kinds have stay what they were, the learning rate among them. */
export function newOptimiser(kind: Optimiser['kind'], before: Optimiser): Optimiser {
  const begun = OPTIMISERS_BEGUN[kind]
  const shared = Object.entries(before).filter(([name]) => name !== 'kind' && name in begun)
  return { ...begun, ...Object.fromEntries(shared) }
}

/** @param batches of the run */
export function newSchedule(kind: Schedule['kind'], batches: number): Schedule {
  switch (kind) {
    case 'constant':
      return { kind }
    case 'step':
      return { kind, every: Math.max(1, Math.round(batches / 4)), factor: 0.3 }
    case 'exponential':
    case 'cosine':
      return { kind, final: 0.01 }
  }
}

export function newLoss(kind: LossRecipe['kind']): LossRecipe {
  return kind === 'huber' ? { kind, delta: 1 } : { kind }
}

interface Option<Value> {
  readonly value: Value
  readonly name: string
}

export const OPTIMISERS: readonly Option<Optimiser['kind']>[] = [
  { value: 'adam', name: 'Adam' },
  { value: 'adamw', name: 'AdamW' },
  { value: 'rmsprop', name: 'RMSprop' },
  { value: 'momentum', name: 'momentum' },
  { value: 'sgd', name: 'gradient descent' }
]
export const SCHEDULES: readonly Option<Schedule['kind']>[] = [
  { value: 'constant', name: 'constant' },
  { value: 'step', name: 'in steps' },
  { value: 'exponential', name: 'exponential' },
  { value: 'cosine', name: 'falling (cosine)' }
]
export const LOSSES: readonly (Option<LossRecipe['kind']> & { readonly meaning: string })[] = [
  { value: 'squared', name: 'squared error', meaning: 'the mean: what it says is the mean of what is possible' },
  { value: 'absolute', name: 'absolute error', meaning: 'the median, which outliers move little' },
  { value: 'huber', name: 'Huber', meaning: 'squared for small errors, absolute for large ones' },
  { value: 'gaussian', name: 'Gaussian', meaning: 'a likelihood: the network says a width with every number' },
  { value: 'cross-entropy', name: 'cross entropy', meaning: 'targets are probabilities' }
]

/** Names of an optimiser's numbers. */
export const NUMBERS: Readonly<Record<string, string>> = {
  momentum: 'Momentum',
  decay: 'Decay of the squares',
  beta1: 'beta1, of the mean',
  beta2: 'beta2, of the squares',
  epsilon: 'epsilon',
  weightDecay: 'Weight decay'
}
