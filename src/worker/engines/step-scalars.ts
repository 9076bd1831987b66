/** What changes from step to step besides the data: learning rate and bias correction, as the graph takes them. */
import { adamScalars } from '../../core/network/adam'
import { learningRateAt } from '../../core/network/schedules'
import type { TrainingRecipe } from '../../core/recipe/training'

/** @returns rate and damping of each step, [steps] */
export function stepScalars(
  training: TrainingRecipe,
  firstStep: number,
  steps: number
): { readonly rate: Float32Array; readonly damping: Float32Array } {
  const rate = new Float32Array(steps)
  const damping = new Float32Array(steps)
  for (let index = 0; index < steps; index++) {
    const step = firstStep + index
    const scalars = adamScalars(training.optimiser, step, learningRateAt(training, step))
    rate[index] = scalars.rate
    damping[index] = scalars.damping
  }
  return { rate, damping }
}
