/**
 * A picture at the size and with the channels that a network sees: each side resampled by the anti-aliased triangle of dynamics/resample.ts,
 * so that a picture shrinks to weighted means and grows along straight lines; the proportions of its sides are not kept.
 */
import { createResampling, resampleInto, type Resampling } from '../dynamics/resample'
import type { Picture } from '../measurement/pictures/picture'
import { isColoured } from '../measurement/pictures/picture'

/** Luma of ITU-R BT.709, of the values as they are stored. */
const LUMA = [0.2126, 0.7152, 0.0722] as const

export interface PictureSize {
  readonly rows: number
  readonly columns: number
  readonly channels: 1 | 3
}

/** Writes [rows, columns, channels], the top row first, into `out` from `at` on. */
export function resizePicture(picture: Picture, { rows, columns, channels }: PictureSize, out: Float32Array, at: number): void {
  const [down, across] = [createResampling(picture.rows, rows), createResampling(picture.columns, columns)]
  for (let channel = 0; channel < channels; channel++) {
    const plane = resizedPlane(picture, channels === 1 ? -1 : channel, down, across)
    for (let k = 0; k < plane.length; k++) out[at + k * channels + channel] = plane[k] ?? NaN
  }
}

/** @param channel of colours; -1 for the brightness @returns [down.bins, across.bins] */
function resizedPlane(picture: Picture, channel: number, down: Resampling, across: Resampling): Float64Array {
  const line = new Float64Array(picture.columns)
  const narrow = new Float64Array(picture.rows * across.bins)
  for (let row = 0; row < picture.rows; row++) {
    readLine(picture, row, channel, line)
    resampleInto(across, line, narrow, row * across.bins)
  }
  const plane = new Float64Array(down.bins * across.bins)
  const column = new Float64Array(picture.rows)
  const shrunk = new Float64Array(down.bins)
  for (let k = 0; k < across.bins; k++) {
    for (let row = 0; row < picture.rows; row++) column[row] = narrow[row * across.bins + k] ?? NaN
    resampleInto(down, column, shrunk, 0)
    for (let row = 0; row < down.bins; row++) plane[row * across.bins + k] = shrunk[row] ?? NaN
  }
  return plane
}

function readLine(picture: Picture, row: number, channel: number, line: Float64Array): void {
  const { columns, channels, values, scale } = picture
  const coloured = isColoured(picture)
  for (let column = 0; column < columns; column++) {
    const place = (row * columns + column) * channels
    const value = (k: number): number => values[place + k] ?? NaN
    if (!coloured) line[column] = scale * value(0)
    else if (channel >= 0) line[column] = scale * value(channel)
    else line[column] = scale * (LUMA[0] * value(0) + LUMA[1] * value(1) + LUMA[2] * value(2))
  }
}
