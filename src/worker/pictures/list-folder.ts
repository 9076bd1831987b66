/** What lies in a folder of pictures: their paths inside it, and its file of labels. Links are not followed. */
import { readdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { SharkfinError } from '../../core/contract/errors'
import { SIZE_LIMIT } from '../../core/measurement/refuse'
import { PICTURE_LIMIT } from '../../core/recipe/pictures'
import { PICTURE_ENDINGS } from './read-picture'

/** Sub-folders within sub-folders. */
const DEPTH_LIMIT = 4
const ENTRY_LIMIT = 5 * PICTURE_LIMIT
/** Bytes of all pictures together. */
const BYTES_LIMIT = 4 * 2 ** 30
const LABELS = /^labels\.(csv|tsv|txt)$/i

export interface ListedFile {
  /** Inside the folder, with forward slashes. */
  readonly file: string
  readonly path: string
  readonly bytes: number
  /** When it was last written, in ms. */
  readonly written: number
}

export interface FolderList {
  readonly path: string
  readonly name: string
  /** In the order of their names. */
  readonly pictures: readonly ListedFile[]
  readonly labels: ListedFile | null
  readonly skipped: readonly { readonly file: string; readonly why: string }[]
}

/** @throws SharkfinError `pictures-folder`, `pictures-too-many`, `pictures-too-large` */
export async function listFolder(path: string, name: string): Promise<FolderList> {
  const skipped: { file: string; why: string }[] = []
  const found: ListedFile[] = []
  let entries = 0
  const walk = async (folder: string, inside: string, depth: number): Promise<void> => {
    for (const entry of await entriesOf(folder, name)) {
      if (++entries > ENTRY_LIMIT) throw tooMany(ENTRY_LIMIT, 'files', name)
      const file = `${inside}${entry.name}`
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory() && depth < DEPTH_LIMIT) await walk(join(folder, entry.name), `${file}/`, depth + 1)
      else if (entry.isFile()) await take(join(folder, entry.name), file)
      else skipped.push({ file, why: entry.isDirectory() ? 'a folder that lies too deep' : 'a link or no file' })
    }
  }
  const take = async (whole: string, file: string): Promise<void> => {
    const isPicture = PICTURE_ENDINGS.some((ending) => extname(file).toLowerCase() === ending)
    if (!isPicture && !LABELS.test(file)) return void skipped.push({ file, why: `of another kind than ${PICTURE_ENDINGS.join(', ')}` })
    const { size: bytes, mtimeMs: written } = await stat(whole)
    if (bytes > SIZE_LIMIT) skipped.push({ file, why: `${Math.ceil(bytes / 2 ** 20)} MiB; a picture may have ${SIZE_LIMIT / 2 ** 20} MiB` })
    else found.push({ file, path: whole, bytes, written })
  }
  await walk(path, '', 0)
  const labels = found.find(({ file }) => LABELS.test(file)) ?? null
  const pictures = found.filter(({ file }) => !LABELS.test(file)).sort((a, b) => (a.file < b.file ? -1 : 1))
  if (pictures.length > PICTURE_LIMIT) throw tooMany(PICTURE_LIMIT, 'pictures', name)
  checkBytes(pictures, name)
  return { path, name, pictures, labels, skipped }
}

async function entriesOf(folder: string, name: string): Promise<import('node:fs').Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (thrown) {
    throw new SharkfinError({
      code: 'pictures-folder',
      message: `The folder of pictures cannot be read: ${thrown instanceof Error ? thrown.message : String(thrown)}.`,
      remedy: 'Put it back where it was, or drop it on the workspace Images from where it is now.',
      place: { file: name }
    })
  }
}

function checkBytes(pictures: readonly ListedFile[], name: string): void {
  const total = pictures.reduce((sum, { bytes }) => sum + bytes, 0)
  if (total <= BYTES_LIMIT) return
  throw new SharkfinError({
    code: 'pictures-too-large',
    message: `The pictures of the folder have ${(total / 2 ** 30).toFixed(1)} GiB; ${BYTES_LIMIT / 2 ** 30} GiB can be read.`,
    remedy: 'Make the pictures smaller: they are brought to some ten pixels a side anyway.',
    place: { file: name }
  })
}

function tooMany(most: number, what: string, name: string): SharkfinError {
  return new SharkfinError({
    code: 'pictures-too-many',
    message: `The folder has more than ${most} ${what}.`,
    remedy: 'Move some of them into another folder.',
    place: { file: name }
  })
}
