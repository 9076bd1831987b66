/** A folder of labelled pictures named on the command line. */
import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { PictureFolder } from '../../core/contract/answers'
import { guessUses, picturesRecipe } from '../../core/recipe/pictures-recipe'
import type { PicturesRecipe } from '../../core/recipe/schema'
import type { Supervisor } from '../supervisor/supervisor'
import { findRecipe } from './recipes'

/** The recipe whose training one of pictures begins with. */
const LESSON = 'duffing-map'

export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false
}

/** @throws SharkfinError `pictures-...`, `labels-...` */
export function readPictureFolder(path: string, supervisor: Supervisor): Promise<PictureFolder> {
  const whole = resolve(path)
  return supervisor.worker('measurement').ask({ kind: 'read-pictures', source: { kind: 'path', path: whole, name: basename(whole) } })
}

/** What is said of each picture is guessed from its labels; `--set` changes the rest. @throws SharkfinError `pictures-uses`, `pictures-too-few` */
export async function recipeOfFolder(folder: PictureFolder): Promise<PicturesRecipe> {
  return picturesRecipe(folder, guessUses(folder), await findRecipe(LESSON))
}
