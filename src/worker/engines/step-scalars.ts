/** What changes from step to step besides the data, as the graph takes it: one number a step for each scalar. */
import { scalarsAt } from '../../core/network/step'
import type { TrainingRecipe } from '../../core/recipe/training'

/** @returns by name, [steps] each */
export function stepScalars(training: TrainingRecipe, firstStep: number, steps: number): ReadonlyMap<string, Float32Array> {
  const columns = new Map(Object.keys(scalarsAt(training, firstStep)).map((name) => [name, new Float32Array(steps)]))
  for (let index = 0; index < steps; index++) {
    const scalars = scalarsAt(training, firstStep + index)
    for (const [name, column] of columns) column[index] = scalars[name] ?? NaN
  }
  return columns
}
