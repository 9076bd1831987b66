/** A file that is there whole or not at all: written beside, made durable, and renamed. */
import { open, rename, rm } from 'node:fs/promises'
import { SharkfinError } from '../../core/contract/errors'

/** What was there under that name stays where the writing fails. @throws SharkfinError `save-failed` */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const part = `${path}.part`
  try {
    const file = await open(part, 'w')
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, path)
  } catch (thrown) {
    await rm(part, { force: true }).catch(() => {})
    throw new SharkfinError({
      code: 'save-failed',
      message: `The file could not be written: ${thrown instanceof Error ? thrown.message : String(thrown)}.`,
      remedy: 'Choose another folder.',
      place: { file: path }
    })
  }
}
