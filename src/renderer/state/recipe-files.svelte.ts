/** A recipe laid on the bench where it belongs, and the recipe on the bench as a file. */
import { SharkfinError } from '../../core/contract/errors'
import type { Shared } from '../../core/recipe/shared-file'
import { recipeSchema, type Recipe } from '../../core/recipe/schema'
import type { BenchId } from './bench.svelte'
import { homeOf } from './home'
import { editing, putRecipe } from './recipe.svelte'
import { startPage } from './start-page.svelte'
import { openWorkspace, workspace } from './workspace.svelte'

/** A recipe has come that no column has shown yet. */
export const arrival = $state({ fresh: false })

/** Undo brings back what was on that bench; Reset the bundled recipe of this name, where there is one. */
export function layRecipe(recipe: Recipe): BenchId {
  const home = homeOf(recipe, workspace.shown)
  openWorkspace(home)
  const bundled = startPage.recipes.find(({ name }) => name === recipe.name)
  if (!bundled) startPage.recipes = [...startPage.recipes, recipe]
  putRecipe(recipe, bundled ?? recipe)
  arrival.fresh = true
  return home
}

export interface Saved {
  /** Of the file, without its ending. */
  readonly name: string
  readonly shared: Shared
}

/** @throws SharkfinError `recipe-unfinished` while a field of the recipe has no value that can be written */
export function recipeToSave(): Saved {
  const parsed = recipeSchema.safeParse($state.snapshot(editing.draft))
  if (parsed.success) return { name: parsed.data.name, shared: { kind: 'recipe', recipe: parsed.data } }
  const [field = '', words = ''] = Object.entries(editing.issues)[0] ?? []
  throw new SharkfinError({ code: 'recipe-unfinished', message: `The recipe cannot be saved yet: ${field} ${words}.`, remedy: 'It is marked in the column; correct it, then save.' })
}
