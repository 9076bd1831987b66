/** Files that the person names in a dialog of the system: opened for the window, which gets a token, and saved for it. */
import { extname } from 'node:path'
import { dialog, type FileFilter } from 'electron'
import type { WindowAnswers, WindowRequest } from '../../core/contract/window'
import { sharedText } from '../../core/recipe/shared-file'
import type { WindowServices } from './requests'
import { writeWhole } from './write-whole'

type Asked<Kind extends WindowRequest['kind']> = Extract<WindowRequest, { kind: Kind }>

const RECIPES: FileFilter = { name: 'Sharkfin recipes', extensions: ['json'] }
const FILTERS: FileFilter[] = [
  { name: 'Measurements, points and maps', extensions: ['txt', 'csv', 'dat', 'tsv', 'asc', 'npy', 's1p', 's2p'] },
  RECIPES,
  { name: 'All files', extensions: ['*'] }
]

/** Whatever is chosen is recognised by what is in it. */
export async function openFile({ what }: Asked<'open-file'>, { window, grants }: WindowServices): Promise<WindowAnswers['open-file']> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: what === 'recipe' ? 'Open a recipe' : 'Open a file',
    properties: ['openFile'],
    filters: what === 'recipe' ? [RECIPES, ...FILTERS.filter((one) => one !== RECIPES)] : FILTERS
  })
  const [path] = filePaths
  return path === undefined ? null : grants.grantPath(path)
}

export async function save({ name, content }: Asked<'save'>, { window }: WindowServices): Promise<WindowAnswers['save']> {
  const { filePath } = await dialog.showSaveDialog(window, { title: 'Save', defaultPath: name })
  if (!filePath) return null
  await writeWhole(filePath, content)
  return filePath
}

/** What arrives was checked by its schema: what is written can be opened. */
export async function saveRecipe({ name, shared }: Asked<'save-recipe'>, { window }: WindowServices): Promise<WindowAnswers['save-recipe']> {
  const { filePath } = await dialog.showSaveDialog(window, { title: 'Save the recipe', defaultPath: `${name}.json`, filters: [RECIPES] })
  if (!filePath) return null
  const path = extname(filePath) === '' ? `${filePath}.json` : filePath
  await writeWhole(path, sharedText(shared))
  return path
}
