/** A file that someone shared opens in the workspace that it belongs to, whichever is on the screen. */
import type { Shared } from '../../core/recipe/shared-file'
import { say } from '../state/notices.svelte'
import { layRecipe } from '../state/recipe-files.svelte'
import { WORKSPACES } from '.'
import { openOptimization } from './optimize/files'

/** @param file its name */
export async function openShared(shared: Shared, file: string): Promise<void> {
  const home = shared.kind === 'recipe' ? layRecipe(shared.recipe) : await openOptimization(shared)
  const name = WORKSPACES.find(({ id }) => id === home)?.name ?? home
  say(`${file} opened in ${name}; Undo brings back what was there`)
}
