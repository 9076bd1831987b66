/** Random numbers of the steps of a call, as the graph takes them: the same for every engine. */
import { layerRandoms } from '../../core/network/randoms'
import type { NetworkModel } from '../../core/network/model'
import { stepLayout } from '../../core/network/step'
import type { RandomInput } from '../../core/network/step'
import type { TrainingRecipe } from '../../core/recipe/training'

export interface StepRandom extends RandomInput {
  /** [steps, ...shape] */
  readonly numbers: Float32Array
}

export function stepRandoms(model: NetworkModel, training: TrainingRecipe, firstStep: number, steps: number): readonly StepRandom[] {
  const drawn = layerRandoms(model, training, firstStep, steps)
  return stepLayout(model, training).randoms.map((random) => {
    const numbers = drawn.get(random.name)
    if (!numbers) throw new Error(`nothing draws the random numbers ${random.name}`)
    return { ...random, numbers }
  })
}
