import type { TrainingRecipe } from '../../recipe/training'
import { constant } from './constant'
import { cosine } from './cosine'

/** Learning rate of a step (from 0), as the recipe's schedule has it. */
export function learningRateAt({ optimiser, schedule, batches }: TrainingRecipe, step: number): number {
  switch (schedule.kind) {
    case 'constant':
      return constant(optimiser.learningRate)
    case 'cosine':
      return cosine(optimiser.learningRate, schedule.final, step, batches)
  }
}
