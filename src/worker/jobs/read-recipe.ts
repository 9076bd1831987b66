/** A file that someone shared: a recipe, or what Optimize is set to. Anything else is left to the workspace. */
import { open } from 'node:fs/promises'
import type { MeasurementSource, WorkerRequest } from '../../core/contract/worker'
import { looksShared, readShared, type Shared } from '../../core/recipe/shared-file'
import { checkFile, decode, loadText } from '../measurement/load-measurement'

/** Bytes that are looked at before a file is read: blanks at most stand before a recipe. */
const EXAMINED = 256

/** @returns null where the file does not begin as one. @throws SharkfinError `file-...`, `recipe-...` */
export async function readRecipeFile({ source }: Extract<WorkerRequest, { kind: 'read-recipe' }>): Promise<Shared | null> {
  if (!looksShared(await beginningOf(source))) return null
  return readShared(await loadText(source), source.name)
}

/** '' where it cannot be read: who opens it says why. */
async function beginningOf(source: MeasurementSource): Promise<string> {
  if (source.kind === 'text') return source.text.slice(0, EXAMINED)
  const file = await checkFile(source.path, source.name).then(() => open(source.path)).catch(() => null)
  if (!file) return ''
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(EXAMINED), 0, EXAMINED, 0)
    return decode(buffer.subarray(0, bytesRead)).text
  } catch {
    return ''
  } finally {
    await file.close()
  }
}
