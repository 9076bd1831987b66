/** A file that was opened here, while its columns are chosen. */
import type { GrantedFile } from '../../core/contract/window'
import { ask } from '../bridge/ask'
import { showError } from '../state/notices.svelte'
import { putRecipe } from '../state/recipe.svelte'
import { startPage } from '../state/start-page.svelte'
import { guessUses, pointsRecipe, type ColumnUse, type PointsTable } from './points-recipe'

/** Not watched in its depths: it may have a hundred thousand cells. */
let table: PointsTable | null = $state.raw(null)
const choices: { uses: ColumnUse[]; reading: string | null } = $state({ uses: [], reading: null })

export const opened = {
  get table() {
    return table
  },
  get uses() {
    return choices.uses
  },
  get reading() {
    return choices.reading
  }
}

export async function openPoints(file: GrantedFile): Promise<void> {
  choices.reading = file.name
  try {
    const found = await ask<'read-points'>({ kind: 'read-points', file: file.token })
    choices.uses = guessUses(found)
    table = found
  } finally {
    choices.reading = null
  }
}

export function closePoints(): void {
  table = null
}

/** Puts the table on the bench as a recipe. */
export function usePoints(): void {
  const base = startPage.recipes.find(({ name }) => name === 'curve-fit')
  if (!base || !table) return
  try {
    const recipe = pointsRecipe(table, choices.uses, $state.snapshot(base))
    putRecipe(recipe, recipe)
    closePoints()
  } catch (thrown) {
    showError(thrown)
  }
}
