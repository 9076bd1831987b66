/**
 * A folder of labelled pictures, read file by file. Its digest is the SHA-256 of a line for each picture and for the file of labels, in the
 * order of their names: name, a NUL, the SHA-256 of the contents in hexadecimal, a line feed. Other files do not count.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { PictureFolder } from '../../core/contract/answers'
import { SharkfinError } from '../../core/contract/errors'
import type { FolderLabels } from '../../core/recipe/picture-labels'
import { readLabels } from '../../core/measurement/pictures/labels'
import type { Picture } from '../../core/measurement/pictures/picture'
import { isColoured } from '../../core/measurement/pictures/picture'
import { refuseUnreadable } from '../../core/measurement/refuse'
import { decode } from '../measurement/load-measurement'
import type { FolderList, ListedFile } from './list-folder'
import { readPicture } from './read-picture'

type Skipped = { file: string; why: string }

/** Which pictures have a label, before one of them is looked at. */
interface Labelled {
  readonly files: readonly string[]
  readonly folders: readonly string[] | null
  readonly labels: PictureFolder['labels']
  readonly skipped: readonly Skipped[]
}

/** Files whose reading is said. */
const SKIPPED_LIMIT = 300

export interface FolderReader {
  /** Hears of all that are named, before one of them is read. */
  readonly begin: (labelled: FolderLabels) => void
  /** Gets each of these that can be read. */
  readonly take: (picture: Picture, file: string) => void
}

const LOOKS_ON: FolderReader = { begin: () => {}, take: () => {} }

/** @throws SharkfinError `pictures-...`, `labels-...` */
export async function readFolder(list: FolderList, reader = LOOKS_ON): Promise<PictureFolder> {
  const { path, name } = list
  const digest = createHash('sha256')
  const labelled = await labelsOf(list, name, digest)
  reader.begin(labelled)
  const wanted = new Set(labelled.files)
  const skipped: Skipped[] = [...labelled.skipped, ...list.skipped]
  const read = { files: [] as string[], rows: [] as number[], columns: [] as number[], coloured: 0 }
  for (const listed of list.pictures) {
    const bytes = await contentsOf(listed)
    addLine(digest, listed.file, bytes)
    if (!wanted.has(listed.file)) continue
    const picture = decoded(bytes, listed.file, skipped)
    if (!picture) continue
    reader.take(picture, listed.file)
    read.files.push(listed.file)
    read.rows.push(picture.rows)
    read.columns.push(picture.columns)
    if (isColoured(picture)) read.coloured++
    // The heartbeat goes out between two pictures.
    await new Promise((resolve) => setImmediate(resolve))
  }
  if (read.files.length === 0) throw nothing(list, skipped, name)
  const { rows, columns, files, coloured } = read
  return { path, name, digest: digest.digest('hex'), files, rows: Uint32Array.from(rows), columns: Uint32Array.from(columns), coloured, ...ofThose(labelled, files), skipped: skipped.slice(0, SKIPPED_LIMIT) }
}

async function contentsOf({ path, file }: ListedFile): Promise<Uint8Array> {
  return readFile(path).catch((error: Error) => {
    throw new SharkfinError({ code: 'file-unreadable', message: `The file cannot be read: ${error.message}.`, remedy: 'Check that you may read it.', place: { file } })
  })
}

function addLine(digest: ReturnType<typeof createHash>, file: string, bytes: Uint8Array): void {
  digest.update(`${file}\0${createHash('sha256').update(bytes).digest('hex')}\n`)
}

/** One broken picture is left out with its reason; the others are read. */
function decoded(bytes: Uint8Array, file: string, skipped: Skipped[]): Picture | null {
  try {
    return readPicture(bytes, file)
  } catch (thrown) {
    if (!(thrown instanceof SharkfinError)) throw thrown
    const line = thrown.place?.line === undefined ? '' : ` (line ${thrown.place.line})`
    skipped.push({ file, why: `${thrown.message}${line}` })
    return null
  }
}

async function labelsOf({ pictures, labels }: FolderList, name: string, digest: ReturnType<typeof createHash>): Promise<Labelled> {
  const files = pictures.map(({ file }) => file)
  if (labels) {
    const bytes = await contentsOf(labels)
    addLine(digest, labels.file, bytes)
    refuseUnreadable(bytes, labels.file)
    const read = readLabels(decode(bytes).text, labels.file, files)
    return { files: read.files, folders: null, labels: read.columns.map(({ heading, unit, numbers, words }) => ({ heading, unit, numbers: new Float64Array(numbers), words: words && [...words] })), skipped: read.skipped }
  }
  const inside = files.filter((file) => file.includes('/'))
  if (inside.length === 0 && files.length > 0) throw noLabels(name)
  const skipped = files.filter((file) => !file.includes('/')).map((file) => ({ file, why: 'it lies in no sub-folder that names its class' }))
  return { files: inside, folders: inside.map((file) => file.split('/')[0] ?? ''), labels: [], skipped }
}

/** The labels of the pictures that were read alone, in their order. */
function ofThose({ files, folders, labels }: Labelled, read: readonly string[]): Pick<PictureFolder, 'folders' | 'labels'> {
  const placeOf = new Map(files.map((file, place) => [file, place]))
  const places = read.map((file) => placeOf.get(file) ?? -1)
  return {
    folders: folders && places.map((place) => folders[place] ?? ''),
    labels: labels.map(({ heading, unit, numbers, words }) => ({ heading, unit, numbers: Float64Array.from(places, (place) => numbers[place] ?? NaN), words: words && places.map((place) => words[place] ?? '') }))
  }
}

function noLabels(name: string): SharkfinError {
  return new SharkfinError({
    code: 'pictures-no-labels',
    message: 'The folder has neither a file labels.csv nor sub-folders that name classes.',
    remedy: 'Write labels.csv into it, a line for each picture: file name, comma, number or class; or sort the pictures into sub-folders named after their classes.',
    place: { file: name }
  })
}

function nothing({ pictures }: FolderList, [first]: readonly Skipped[], name: string): SharkfinError {
  const why = pictures.length === 0 ? 'it holds none' : first ? `${first.file}: ${first.why}` : 'none has a label'
  return new SharkfinError({
    code: 'pictures-none',
    message: `No picture of the folder can be used: ${why.replace(/\.$/, '')}.`,
    remedy: 'Put PNG, TIFF, CSV or npy files into it, each with its label.',
    place: { file: name }
  })
}
