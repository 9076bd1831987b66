/** One picture at the size that a recipe's network sees. */
import { readFile } from 'node:fs/promises'
import type { ReadPicture } from '../../core/contract/answers'
import type { WorkerRequest } from '../../core/contract/worker'
import { SharkfinError } from '../../core/contract/errors'
import { isColoured, type Picture } from '../../core/measurement/pictures/picture'
import { pictureNumbers, type PicturesTarget } from '../../core/recipe/pictures'
import type { PicturesRecipe } from '../../core/recipe/schema'
import { likeness } from '../../core/samples/likeness'
import { splitRows } from '../../core/samples/points-source'
import { resizePicture } from '../../core/samples/resize-picture'
import { checkFile } from '../measurement/load-measurement'
import { pictureSet } from '../pictures/picture-set'
import { readPicture } from '../pictures/read-picture'

/** @throws SharkfinError `png-...`, `tiff-...`, `npy-...`, `picture-...`, `file-...`, `map-...` */
export async function readOnePicture({ source, recipe }: Extract<WorkerRequest, { kind: 'read-picture' }>): Promise<ReadPicture> {
  const { name } = source
  const { pictures } = recipe
  if (source.kind === 'path') await checkFile(source.path, name)
  const bytes = source.kind === 'path' ? await readFile(source.path) : new TextEncoder().encode(source.text)
  const picture = readPicture(bytes, name)
  const seen = new Float32Array(pictureNumbers(pictures))
  resizePicture(picture, pictures, seen, 0)
  return { file: name, seen, rows: picture.rows, columns: picture.columns, notes: notesOf(picture, pictures), doubt: await doubtOf(recipe, seen) }
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

/** A network says something of every picture; whether it was taught by such ones is another question. */
async function doubtOf(recipe: PicturesRecipe, seen: Float32Array): Promise<string> {
  const { pictures, training } = recipe
  try {
    const { x } = await pictureSet(recipe)
    const { training: neighbours, heldOut: probes } = splitRows(pictures.count, training.validationSweeps, 0, training.seed)
    const like = likeness(x, pictureNumbers(pictures), { neighbours, probes }, seen)
    if (!like || like.farther <= 1) return ''
    return `It is unlike the pictures of the folder: the nearest of ${like.neighbours} lies ${like.farther.toPrecision(2)} times as far off as that of any of ${like.probes} held-out ones. What the network says of it may be wrong by more than its error.`
  } catch (thrown) {
    if (!(thrown instanceof SharkfinError)) throw thrown
    return `It cannot be said whether it is like the pictures that the network was taught by: ${thrown.message}`
  }
}
