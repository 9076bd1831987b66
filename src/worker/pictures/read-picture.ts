/** A file of any kind that is read as a picture, by what it begins with. */
import { SharkfinError } from '../../core/contract/errors'
import { isNpy, readNpyArray } from '../../core/measurement/map/npy'
import { readGrid, whole } from '../../core/measurement/pictures/grid'
import type { Picture } from '../../core/measurement/pictures/picture'
import { refuseUnreadable } from '../../core/measurement/refuse'
import { decode } from '../measurement/load-measurement'
import { isPng, readPng } from './png'
import { isTiff, readTiff } from './tiff'

/** Endings of the files that are taken for pictures. */
export const PICTURE_ENDINGS = ['.png', '.tif', '.tiff', '.npy', '.csv', '.tsv'] as const

/** @throws SharkfinError `png-...`, `tiff-...`, `npy-...`, `picture-...`, `file-...`, `map-...` */
export function readPicture(bytes: Uint8Array, file: string): Picture {
  if (isPng(bytes)) return readPng(bytes, file)
  if (isTiff(bytes)) return whole(readTiff(bytes, file), file)
  if (isNpy(bytes)) return whole(pictureOfArray(bytes, file), file)
  refuseUnreadable(bytes, file)
  return readGrid(decode(bytes).text, file)
}

/** [rows, columns] or [rows, columns, channels]; axes of one number before them are those of a batch. */
function pictureOfArray(bytes: Uint8Array, file: string): Picture {
  const { shape, values } = readNpyArray(bytes, file)
  const [rows = 0, columns = 0, channels = 1, ...more] = shape.slice(shape.length > 3 && shape[0] === 1 ? 1 : 0)
  const isPicture = rows > 0 && columns > 0 && more.length === 0
  if (isPicture && (channels === 1 || channels === 2 || channels === 3 || channels === 4)) return { rows, columns, channels, values, scale: 1 }
  throw new SharkfinError({
    code: 'npy-shape',
    message: `The array has the shape (${shape.join(', ')}); a picture has rows and columns, and perhaps up to four channels.`,
    remedy: 'Save one picture: an array [rows, columns] or [rows, columns, channels].',
    place: { file }
  })
}
