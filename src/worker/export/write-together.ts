/** Files that belong together: written beside their names and made durable, looked at, and only then given their names. */
import { open, rename, rm } from 'node:fs/promises'
import { SharkfinError } from '../../core/contract/errors'

export interface FileToWrite {
  readonly path: string
  readonly content: string | Uint8Array
}

/**
 * What was there under these names stays as it was where writing fails or `check` throws, and nothing else is left behind.
 * @param check gets the paths of the written files, in their order, before they have their names
 * @returns what `check` found
 * @throws SharkfinError `export-not-written`, or what `check` throws
 */
export async function writeTogether<Found>(files: readonly FileToWrite[], check: (written: readonly string[]) => Promise<Found>): Promise<Found> {
  const written = files.map(({ path }) => partOf(path))
  try {
    for (const file of files) await attempt(file, writeDurably)
    const found = await check(written)
    for (const file of files) await attempt(file, ({ path }) => rename(partOf(path), path))
    return found
  } finally {
    for (const part of written) await rm(part, { force: true }).catch(() => {})
  }
}

function partOf(path: string): string {
  return `${path}.part`
}

async function writeDurably({ path, content }: FileToWrite): Promise<void> {
  const file = await open(partOf(path), 'w')
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function attempt(file: FileToWrite, work: (file: FileToWrite) => Promise<void>): Promise<void> {
  try {
    await work(file)
  } catch (thrown) {
    throw new SharkfinError({
      code: 'export-not-written',
      message: `The file could not be written: ${thrown instanceof Error ? thrown.message : String(thrown)}.`,
      remedy: 'Choose a folder that exists and that you may write to.',
      place: { file: file.path }
    })
  }
}
