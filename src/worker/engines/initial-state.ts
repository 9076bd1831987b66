/** Where a run begins: first weights from the recipe's seed, empty moments. */
import { lecunNormal } from '../../core/network/lecun-normal'
import { modelOf } from '../../core/network/model'
import type { Recipe } from '../../core/recipe/schema'
import type { EngineState } from './engine'

export function initialState(recipe: Recipe): EngineState {
  const parameters = lecunNormal(modelOf(recipe), recipe.training.seed)
  return {
    parameters,
    firstMoment: new Float32Array(parameters.length),
    secondMoment: new Float32Array(parameters.length),
    step: 0
  }
}

export function copyState({ parameters, firstMoment, secondMoment, step }: EngineState): EngineState {
  return { parameters: parameters.slice(), firstMoment: firstMoment.slice(), secondMoment: secondMoment.slice(), step }
}
