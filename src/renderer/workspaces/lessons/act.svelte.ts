/** How a lesson's button makes something happen: a recipe on a bench, trained; a structure on the table, set going. */
import type { Recipe, SimulationRecipe } from '../../../core/recipe/schema'
import { closeMeasurement } from '../../state/measurement.svelte'
import type { BenchId } from '../../state/bench.svelte'
import { putRecipe } from '../../state/recipe.svelte'
import { startPage } from '../../state/start-page.svelte'
import { train } from '../../state/training.svelte'
import { openWorkspace } from '../../state/workspace.svelte'
import type { Tab } from '../optimize/desk.svelte'
import { lessonSettings, type Settings } from '../optimize/settings'
import { edit, loadStage, restart, showTab } from '../optimize/stage.svelte'

function bundled(name: string): Recipe {
  const recipe = startPage.recipes.find((one) => one.name === name)
  if (!recipe) throw new Error(`no bundled recipe ${name}`)
  return $state.snapshot(recipe) as Recipe
}

/** Puts a bundled recipe on a bench, changed. */
export function put(bench: BenchId, name: string, change: (recipe: Recipe) => void = () => {}): Recipe {
  openWorkspace(bench)
  if (bench === 'characterize') closeMeasurement()
  const original = bundled(name)
  const recipe = structuredClone(original)
  change(recipe)
  putRecipe(recipe, original)
  return recipe
}

export async function putAndTrain(bench: BenchId, name: string, change: (recipe: Recipe) => void = () => {}): Promise<void> {
  await train(put(bench, name, change))
}

/** For changes that only a simulated system has. */
export function simulated(change: (recipe: SimulationRecipe) => void): (recipe: Recipe) => void {
  return (recipe) => {
    if (recipe.kind === 'simulation') change(recipe)
  }
}

/** The lesson's chain, set otherwise; it begins to move. */
export async function optimize(tab: Tab, change: (settings: Settings) => Settings = (settings) => settings): Promise<void> {
  openWorkspace('optimize')
  await loadStage()
  edit(() => change(lessonSettings()), 'none')
  restart()
  showTab(tab)
}
