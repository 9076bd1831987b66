/** A file that someone shared: a recipe, or what Optimize is set to. Anything else is left to the workspace. */
import type { WorkerRequest } from '../../core/contract/worker'
import { looksShared, readShared, type Shared } from '../../core/recipe/shared-file'
import { beginningOf } from '../measurement/beginning'
import { loadText } from '../measurement/load-measurement'

/** @returns null where the file does not begin as one. @throws SharkfinError `file-...`, `recipe-...` */
export async function readRecipeFile({ source }: Extract<WorkerRequest, { kind: 'read-recipe' }>): Promise<Shared | null> {
  if (!looksShared(await beginningOf(source))) return null
  return readShared(await loadText(source), source.name)
}
