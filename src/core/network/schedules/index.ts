import type { TrainingRecipe } from '../../recipe/training'
import { constant } from './constant'
import { cosine } from './cosine'
import { exponential } from './exponential'
import { stepwise } from './step'
import { warmUp } from './warm-up'

/** Learning rate of a step (from 0), as the recipe's warm-up and schedule have it; the schedule begins with the run. */
export function learningRateAt(training: TrainingRecipe, step: number): number {
  return warmUp(training.warmUp, step) * scheduled(training, step)
}

function scheduled({ optimiser: { learningRate }, schedule, batches }: TrainingRecipe, step: number): number {
  switch (schedule.kind) {
    case 'constant':
      return constant(learningRate)
    case 'step':
      return stepwise(learningRate, schedule.factor, schedule.every, step)
    case 'exponential':
      return exponential(learningRate, schedule.final, step, batches)
    case 'cosine':
      return cosine(learningRate, schedule.final, step, batches)
  }
}
