/** What a person can ask for from more than one place: a button, a menu, the keyboard, a drop. */
import { SharkfinError } from '../../core/contract/errors'
import { PASTE_LIMIT, type GrantedFile } from '../../core/contract/window'
import { ask, grantDrop } from '../bridge/ask'
import { openMeasurement } from './measurement.svelte'
import type { Shared } from '../../core/recipe/shared-file'
import { dismissError, say, showError } from './notices.svelte'
import { recipeToSave, type Saved } from './recipe-files.svelte'
import { validRecipe } from './recipe.svelte'
import { isRunning, train, training } from './training.svelte'

interface Opening {
  /** A recipe, or what Optimize is set to, in the workspace that it belongs to. */
  shared: (shared: Shared, file: string) => Promise<void>
  /** What the workspace on the screen saves; null where it is the recipe on its bench. */
  saved: (() => Saved) | null
  /** What the workspace on the screen does with a file; null where a file is a measurement to characterize. */
  open: ((file: GrantedFile) => Promise<void>) | null
  /** Looks at a dropped file before that, and may take it for itself, as a picture. */
  take: ((file: File) => Promise<boolean>) | null
}

export const opening: Opening = { shared: async () => {}, saved: null, open: null, take: null }

/** What is meant as a recipe is recognised by its text, whatever the file's name and wherever it is opened. */
async function open(file: GrantedFile): Promise<void> {
  const shared = await ask<'read-recipe'>({ kind: 'read-recipe', file: file.token })
  if (shared) {
    await opening.shared(shared, file.name)
    return dismissError()
  }
  await (opening.open ?? openMeasurement)(file)
}

export async function startTraining(): Promise<void> {
  const recipe = validRecipe()
  if (recipe && !isRunning(training.summary) && !training.asking) await train(recipe)
}

export async function openGranted(file: GrantedFile): Promise<void> {
  await guarded(() => open(file))
}

export async function chooseFile(what: 'data' | 'recipe' = 'data'): Promise<void> {
  await guarded(async () => {
    const file = await ask<'open-file'>({ kind: 'open-file', what })
    if (file) await open(file)
  })
}

export async function openRecipeFile(): Promise<void> {
  await chooseFile('recipe')
}

/** Asks where to save; nothing happens where the person cancels. */
export async function saveRecipeFile(): Promise<void> {
  await guarded(async () => {
    const { name, shared } = (opening.saved ?? recipeToSave)()
    const saved = await ask<'save-recipe'>({ kind: 'save-recipe', name, shared })
    if (saved !== null) say(`Recipe saved as ${fileName(saved)}`)
  })
}

export async function openDropped(file: File): Promise<void> {
  await guarded(async () => {
    if (await opening.take?.(file)) return
    await open(await grantDrop(file))
  })
}

export async function openPasted(text: string): Promise<void> {
  await guarded(async () => {
    if (text.length > PASTE_LIMIT) throw pasteTooLong(text.length)
    await open(await ask<'paste'>({ kind: 'paste', text }))
  })
}

function pasteTooLong(length: number): SharkfinError {
  return new SharkfinError({
    code: 'paste-too-long',
    message: `The pasted text has ${length} characters; ${PASTE_LIMIT} can be pasted.`,
    remedy: 'Save it as a file and drop the file on the window.'
  })
}

export async function copyText(text: string, what: string): Promise<void> {
  await guarded(async () => {
    await ask<'copy'>({ kind: 'copy', text })
    say(`${what} copied`)
  })
}

/** Asks where to save; nothing happens where the person cancels. */
export async function saveFile(name: string, content: string | Uint8Array<ArrayBuffer>): Promise<void> {
  await guarded(async () => {
    const saved = await ask<'save'>({ kind: 'save', name, content })
    if (saved !== null) say(`Saved as ${fileName(saved)}`)
  })
}

function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path
}

async function guarded(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (thrown) {
    showError(thrown)
  }
}
