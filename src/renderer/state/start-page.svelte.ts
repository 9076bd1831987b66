/** What the window begins with: bundled recipes and measurements, the last run, a file from the command line. */
import type { GrantedFile, StartPage } from '../../core/contract/window'
import type { Recipe } from '../../core/recipe/schema'
import { openMeasurement } from './measurement.svelte'
import { useRecipe } from './recipe.svelte'
import { showHistory } from './training.svelte'

interface Start {
  version: string
  /** The bundled recipes, and the last run's where it is another one. */
  recipes: readonly Recipe[]
  samples: readonly GrantedFile[]
  ready: boolean
  failed: boolean
}

export const startPage: Start = $state({ version: '', recipes: [], samples: [], ready: false, failed: false })

export function takeStartPage({ version, recipes: bundled, samples, lastRun, file }: StartPage): void {
  const last = lastRun?.summary.recipe
  const isBundled = bundled.some(({ name }) => name === last?.name)
  const recipes = last && !isBundled ? [...bundled, last] : bundled
  Object.assign(startPage, { version, recipes, samples, ready: true })
  const first = recipes.find(({ name }) => name === last?.name) ?? recipes[0]
  if (first) useRecipe(last ?? first, first)
  if (lastRun) showHistory(lastRun)
  if (file) void openMeasurement(file)
}
