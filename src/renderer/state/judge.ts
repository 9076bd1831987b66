/** What can be said of a recipe only with the parser of formulas and the layers at hand; both are loaded after the first picture. */
import type { ErrorData } from '../../core/contract/errors'
import type { Outline } from '../../core/network/outline'
import type { Recipe } from '../../core/recipe/schema'

export interface Judgement {
  /** By path: 'system.variables.0.equation', 'network.layers.1'. */
  readonly problems: Readonly<Record<string, ErrorData>>
  readonly outline: Outline
}

/** One library after the other, each when nothing else is to be done, so that the window answers meanwhile. */
export async function openJudge(): Promise<(recipe: Recipe) => Judgement> {
  await idle()
  const { recipeProblems } = await import('../../core/samples/problems')
  await idle()
  const { networkOutline } = await import('../../core/network/outline')
  return (recipe) => {
    const outline = networkOutline(recipe)
    const problems = [...recipeProblems(recipe), ...(outline.problem ? [outline.problem] : [])]
    return { outline, problems: Object.fromEntries(problems.map((error) => [error.place?.field ?? '', error])) }
  }
}

/** At the latest in half a second. */
function idle(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 500 }))
}
