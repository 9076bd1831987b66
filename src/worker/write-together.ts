/** Files that belong together, or one alone: written beside their names and made durable, looked at, and only then given their names. */
import { open, rename, rm } from 'node:fs/promises'
import { SharkfinError } from '../core/contract/errors'

export interface FileToWrite {
  readonly path: string
  readonly content: string | Uint8Array
}

/** What is said where one could not be written. */
export interface Unwritten {
  readonly code: string
  /** 'The file could not be written', to which the system's reason is added. */
  readonly words: string
  readonly remedy: string
}

/**
 * What was there under these names stays as it was where writing fails or `check` throws, and nothing else is left behind.
 * @param check gets the paths of the written files, in their order, before they have their names
 * @returns what `check` found
 * @throws SharkfinError `unwritten`, or what `check` throws
 */
export async function writeTogether<Found>(files: readonly FileToWrite[], unwritten: Unwritten, check: (written: readonly string[]) => Promise<Found>): Promise<Found> {
  const written = files.map(({ path }) => partOf(path))
  try {
    for (const file of files) await attempt(file, unwritten, writeDurably)
    const found = await check(written)
    for (const file of files) await attempt(file, unwritten, ({ path }) => rename(partOf(path), path))
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

async function attempt(file: FileToWrite, { code, words, remedy }: Unwritten, work: (file: FileToWrite) => Promise<void>): Promise<void> {
  try {
    await work(file)
  } catch (thrown) {
    throw new SharkfinError({
      code,
      message: `${words}: ${thrown instanceof Error ? thrown.message : String(thrown)}.`,
      remedy,
      place: { file: file.path }
    })
  }
}
