/** A folder of pictures that was opened here, while its labels are chosen. */
import type { PictureFolder } from '../../../core/contract/answers'
import type { GrantedFile } from '../../../core/contract/window'
import { guessUses, picturesRecipe, type LabelUse } from '../../../core/recipe/pictures-recipe'
import { ask } from '../../bridge/ask'
import { say, showError } from '../../state/notices.svelte'
import { edit, editing, putRecipe } from '../../state/recipe.svelte'
import { startPage } from '../../state/start-page.svelte'
import { images } from './images.svelte'

/** Not watched in its depths: it may have twenty thousand files. */
let folder: PictureFolder | null = $state.raw(null)
const choices: { uses: LabelUse[]; reading: string | null } = $state({ uses: [], reading: null })

export const opened = {
  get folder() {
    return folder
  },
  get uses() {
    return choices.uses
  },
  get reading() {
    return choices.reading
  }
}

/** The same pictures in another place are found there from now on; others become a recipe when their labels are chosen. */
export async function openFolder({ token, name }: GrantedFile): Promise<void> {
  choices.reading = name
  try {
    const found = await ask<'read-pictures'>({ kind: 'read-pictures', file: token })
    if (isKnown(found)) return findThere(found)
    choices.uses = guessUses(found)
    folder = found
  } finally {
    choices.reading = null
  }
}

function isKnown({ digest }: PictureFolder): boolean {
  return editing.draft?.kind === 'pictures' && editing.draft.pictures.folder.digest === digest
}

function findThere({ path, name }: PictureFolder): void {
  edit((draft) => draft.kind === 'pictures' && (draft.pictures.folder.path = path))
  say(`The recipe reads its pictures from ${name}`)
}

/** Asks for a folder. */
export async function chooseFolder(): Promise<void> {
  try {
    const granted = await ask<'open-folder'>({ kind: 'open-folder' })
    if (granted) await openFolder(granted)
  } catch (thrown) {
    showError(thrown)
  }
}

export function closeFolder(): void {
  folder = null
}

/** Puts the folder on the bench as a recipe. */
export function useFolder(): void {
  const base = startPage.recipes.find(({ name }) => name === 'duffing-map')
  if (!base || !folder) return
  try {
    const recipe = picturesRecipe(folder, choices.uses, $state.snapshot(base))
    putRecipe(recipe, recipe)
    Object.assign(images, { view: 'maps', map: 0, channel: 0 })
    closeFolder()
  } catch (thrown) {
    showError(thrown)
  }
}
