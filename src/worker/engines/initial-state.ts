/** Where a run begins: first weights from the recipe's seed, empty moments. */
import { lecunNormal } from '../../core/network/lecun-normal'
import { modelOf } from '../../core/network/model'
import { stepLayout } from '../../core/network/step'
import type { Recipe } from '../../core/recipe/schema'
import type { EngineState } from './engine'

export function initialState(recipe: Recipe): EngineState {
  const model = modelOf(recipe)
  const { states } = stepLayout(model, recipe.training)
  const empty = Object.fromEntries(states.map(({ name, size }) => [name, new Float32Array(size)]))
  return { vectors: { ...empty, parameters: lecunNormal(model, recipe.training.seed) }, step: 0 }
}

export function copyState({ vectors, step }: EngineState): EngineState {
  return { vectors: Object.fromEntries(Object.entries(vectors).map(([name, vector]) => [name, vector.slice()])), step }
}
