/** One picture at the size that a recipe's network sees. */
import { readFile } from 'node:fs/promises'
import type { ReadPicture } from '../../core/contract/answers'
import type { WorkerRequest } from '../../core/contract/worker'
import { isColoured, type Picture } from '../../core/measurement/pictures/picture'
import { pictureNumbers, type PicturesTarget } from '../../core/recipe/pictures'
import { resizePicture } from '../../core/samples/resize-picture'
import { checkFile } from '../measurement/load-measurement'
import { readPicture } from '../pictures/read-picture'

/** @throws SharkfinError `png-...`, `tiff-...`, `npy-...`, `picture-...`, `file-...`, `map-...` */
export async function readOnePicture({ source, recipe: { pictures } }: Extract<WorkerRequest, { kind: 'read-picture' }>): Promise<ReadPicture> {
  const { name } = source
  if (source.kind === 'path') await checkFile(source.path, name)
  const bytes = source.kind === 'path' ? await readFile(source.path) : new TextEncoder().encode(source.text)
  const picture = readPicture(bytes, name)
  const seen = new Float32Array(pictureNumbers(pictures))
  resizePicture(picture, pictures, seen, 0)
  return { file: name, seen, rows: picture.rows, columns: picture.columns, notes: notesOf(picture, pictures) }
}

function notesOf(picture: Picture, { rows, columns, channels }: PicturesTarget): string[] {
  const isResampled = picture.rows !== rows || picture.columns !== columns
  const stretch = picture.rows / rows / (picture.columns / columns)
  return [
    ...(isResampled ? [`Resampled from ${picture.rows} × ${picture.columns} to ${rows} × ${columns} pixels.`] : []),
    ...(Math.abs(Math.log(stretch)) > 0.02 ? ['Its sides are in another proportion than the network sees; it was stretched.'] : []),
    ...(channels === 1 && isColoured(picture) ? ['Its colours were made grey.'] : []),
    ...(channels === 3 && !isColoured(picture) ? ['It is grey; the network sees colours, all three alike here.'] : [])
  ]
}
