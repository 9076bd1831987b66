/** A dropped picture as numbers: its brightness from 0 to 1, small enough to be gone through pixel by pixel. */
import { SharkfinError } from '../../../core/contract/errors'
import { SIZE_LIMIT } from '../../../core/measurement/refuse'
import type { Picture } from '../../../core/network/kernel-by-hand'
import { formatCount } from '../../../core/numbers/format'
import { hand, images } from './images.svelte'
import { pictureSize } from './picture-size'

/** The longer side, in pixels. */
const LONGEST = 96
/** Pixels: decoded, 4 bytes each, they take 256 MiB. The largest cameras of telephones have 50 million. */
const PIXEL_LIMIT = 2 ** 26

/**
 * A picture goes under the kernel, whatever was looked at before. @returns false where the file is something else
 * @throws SharkfinError `picture-unreadable`, `picture-too-large`
 */
export async function takePicture(file: File): Promise<boolean> {
  if (!file.type.startsWith('image/')) return false
  Object.assign(hand, { picture: await readPicture(file), name: file.name, done: 0 })
  images.view = 'kernel'
  return true
}

export function noPicture({ name }: File): SharkfinError {
  return new SharkfinError({
    code: 'picture-unreadable',
    message: `"${name}" is no picture that can be shown.`,
    remedy: 'Choose a PNG, JPEG, WebP, GIF or BMP file.',
    place: { file: name }
  })
}

async function checkSize(file: File): Promise<void> {
  if (file.size > SIZE_LIMIT) throw tooLarge(file, `${Math.ceil(file.size / 2 ** 20)} MiB; the limit is ${SIZE_LIMIT / 2 ** 20} MiB`)
  const size = pictureSize(new Uint8Array(await file.arrayBuffer()))
  if (!size) throw noPicture(file)
  const { width, height } = size
  if (width * height > PIXEL_LIMIT) throw tooLarge(file, `${formatCount(width)} × ${formatCount(height)} pixels; the limit is ${formatCount(PIXEL_LIMIT)} in all`)
}

function tooLarge({ name }: File, has: string): SharkfinError {
  return new SharkfinError({
    code: 'picture-too-large',
    message: `"${name}" has ${has}.`,
    remedy: `Make it smaller: ${LONGEST} pixels along its longer side are looked at.`,
    place: { file: name }
  })
}

async function readPicture(file: File): Promise<Picture> {
  await checkSize(file)
  const bitmap = await createImageBitmap(file).catch(() => {
    throw noPicture(file)
  })
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height))
  const [columns, rows] = [Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale))]
  const context = new OffscreenCanvas(columns, rows).getContext('2d')
  if (!context) throw new Error('a canvas has no context')
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, columns, rows)
  bitmap.close()
  const { data } = context.getImageData(0, 0, columns, rows)
  // Luma of ITU-R BT.709; a picture begins at its top, a map at its bottom.
  const values = Float64Array.from({ length: rows * columns }, (_, k) => {
    const at = 4 * ((rows - 1 - Math.floor(k / columns)) * columns + (k % columns))
    return (0.2126 * (data[at] ?? 0) + 0.7152 * (data[at + 1] ?? 0) + 0.0722 * (data[at + 2] ?? 0)) / 255
  })
  return { rows, columns, values }
}
