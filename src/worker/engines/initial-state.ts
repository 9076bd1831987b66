/** Where a run begins: first weights from the recipe's seed, empty moments. */
import { firstParameters, firstStatistics } from '../../core/network/initialisers'
import { modelOf } from '../../core/network/model'
import { stepLayout } from '../../core/network/step'
import type { Recipe } from '../../core/recipe/schema'
import type { EngineState } from './engine'

export function initialState(recipe: Recipe): EngineState {
  const model = modelOf(recipe)
  const { states } = stepLayout(model, recipe.training)
  const empty = Object.fromEntries(states.map(({ name, size }) => [name, new Float32Array(size)]))
  const statistics = firstStatistics(model)
  const first = {
    parameters: firstParameters(model, recipe.network.initialiser, recipe.training.seed),
    ...(statistics.length > 0 ? { statistics } : {})
  }
  return { vectors: { ...empty, ...first }, step: 0 }
}

export function copyState({ vectors, step }: EngineState): EngineState {
  return { vectors: Object.fromEntries(Object.entries(vectors).map(([name, vector]) => [name, vector.slice()])), step }
}
