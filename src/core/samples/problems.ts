/** What a recipe's formulas have against being computed, field by field: what an editor shows while someone types. */
import { errorData, type ErrorData } from '../contract/errors'
import { systemGraph, systemProblems } from '../dynamics/equation'
import { needsHeun } from '../dynamics/needs-heun'
import { duffingSources } from '../dynamics/recognise-duffing'
import { lawProblem } from '../dynamics/sweep-law'
import type { Recipe, SimulationRecipe } from '../recipe/schema'
import { functionProblems } from './function-graph'

/**
 * The same errors that a worker would answer with, all of them instead of the first.
 * @param recipe may break the schema in numbers, as it does while someone types
 * @returns errors with place.field, the recipe's path to the field; in formulas also place.column
 */
export function recipeProblems(recipe: Recipe): readonly ErrorData[] {
  if (recipe.kind === 'function') return functionProblems(recipe.function).map(errorData)
  if (recipe.kind === 'points' || recipe.kind === 'pictures') return []
  const law = lawProblem(recipe.sweep)
  const problems = [...systemProblems(recipe.system), ...(law ? [law] : [])]
  // Whether an integrator suits can only be said of a system that is understood.
  return problems.length > 0 ? problems.map(errorData) : integratorProblems(recipe)
}

function integratorProblems(recipe: SimulationRecipe): readonly ErrorData[] {
  const { kind } = recipe.sweep.integrator
  if (kind === 'heun') return []
  try {
    if (systemGraph(recipe.system).noisy.length > 0) throw needsHeun(kind)
    if (kind === 'steady-state') duffingSources(recipe)
    return []
  } catch (thrown) {
    return [errorData(thrown)]
  }
}
