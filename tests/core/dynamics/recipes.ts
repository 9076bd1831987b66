import { readFileSync } from 'node:fs'
import { readRecipe } from '../../../src/core/recipe/migrate'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import type { SimulationRecipe } from '../../../src/core/recipe/schema'
import type { SystemRecipe, Variable } from '../../../src/core/recipe/system'

export function bundledRecipe(name: string): SimulationRecipe {
  return simulationRecipeSchema.parse(readRecipe(JSON.parse(readFileSync(`resources/recipes/${name}.json`, 'utf8')), name))
}

export function realVariable(name: string, equation: string, initial = 0, noise = '0'): Variable {
  return { kind: 'real', name, equation, initial, noise }
}

interface Changes {
  readonly system?: Partial<SystemRecipe>
  readonly sweep?: Partial<SimulationRecipe['sweep']>
  readonly observation?: Partial<SimulationRecipe['observation']>
}

/** The lesson's recipe with another system; one parameter `a` that is drawn where none is given. */
export function recipeOf({ system, sweep, observation }: Changes): SimulationRecipe {
  const lesson = bundledRecipe('duffing-curve')
  return {
    ...lesson,
    system: {
      variables: [realVariable('x', '-x')],
      drives: [],
      constants: {},
      priors: [{ kind: 'uniform', name: 'a', unit: '', low: 0, high: 1 }],
      ...system
    },
    sweep: { ...lesson.sweep, ...sweep },
    observation: { ...lesson.observation, variable: 'x', quantity: 'real', ...observation }
  }
}
