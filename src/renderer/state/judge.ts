/** What can be said of a recipe only with the parser of formulas and the layers at hand; loaded after the first picture. */
import type { ErrorData } from '../../core/contract/errors'
import { networkOutline, type Outline } from '../../core/network/outline'
import type { Recipe } from '../../core/recipe/schema'
import { recipeProblems } from '../../core/samples/problems'

export interface Judgement {
  /** By path: 'system.variables.0.equation', 'network.layers.1'. */
  readonly problems: Readonly<Record<string, ErrorData>>
  readonly outline: Outline
}

export function judgeRecipe(recipe: Recipe): Judgement {
  const outline = networkOutline(recipe)
  const problems = [...recipeProblems(recipe), ...(outline.problem ? [outline.problem] : [])]
  return { outline, problems: Object.fromEntries(problems.map((error) => [error.place?.field ?? '', error])) }
}
