/** What a choice of the training begins with when it is made in the window. */
import type { TrainingRecipe } from '../../../core/recipe/training'

type Optimiser = TrainingRecipe['optimiser']
type Schedule = TrainingRecipe['schedule']
type Loss = TrainingRecipe['loss']

/** The learning rate stays what it was. */
export function newOptimiser(kind: string, learningRate: number): Optimiser {
  const moments = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }
  switch (kind) {
    case 'sgd':
      return { kind, learningRate }
    case 'momentum':
      return { kind, learningRate, momentum: 0.9, nesterov: true }
    case 'rmsprop':
      return { kind, learningRate, decay: 0.9, epsilon: 1e-8 }
    case 'adamw':
      return { kind, learningRate, ...moments, weightDecay: 0.01 }
    default:
      return { kind: 'adam', learningRate, ...moments }
  }
}

/** @param batches of the run */
export function newSchedule(kind: string, batches: number): Schedule {
  switch (kind) {
    case 'step':
      return { kind, every: Math.max(1, Math.round(batches / 4)), factor: 0.3 }
    case 'exponential':
      return { kind, final: 0.01 }
    case 'cosine':
      return { kind, final: 0.01 }
    default:
      return { kind: 'constant' }
  }
}

export function newLoss(kind: string): Loss {
  switch (kind) {
    case 'huber':
      return { kind, delta: 1 }
    case 'absolute':
    case 'gaussian':
    case 'cross-entropy':
      return { kind }
    default:
      return { kind: 'squared' }
  }
}

export const OPTIMISERS: Readonly<Record<Optimiser['kind'], string>> = {
  adam: 'Adam',
  adamw: 'AdamW',
  rmsprop: 'RMSprop',
  momentum: 'momentum',
  sgd: 'gradient descent'
}
export const SCHEDULES: Readonly<Record<Schedule['kind'], string>> = {
  constant: 'constant',
  step: 'in steps',
  exponential: 'exponential',
  cosine: 'falling (cosine)'
}
export const LOSSES: Readonly<Record<Loss['kind'], string>> = {
  squared: 'mean squared',
  absolute: 'mean absolute',
  huber: 'Huber',
  gaussian: 'Gaussian, with width',
  'cross-entropy': 'cross entropy'
}
