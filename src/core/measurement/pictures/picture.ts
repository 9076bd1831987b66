/** A picture as its file has it. */

/** Pixels of one picture: 4096 x 4096. */
export const PIXEL_LIMIT = 1 << 24

export interface Picture {
  readonly rows: number
  readonly columns: number
  /** Numbers of a pixel: grey; grey and alpha; red, green, blue; these and alpha. Alpha is not looked at. */
  readonly channels: 1 | 2 | 3 | 4
  /** [rows, columns, channels], the top row first. */
  readonly values: ArrayLike<number>
  /** What a value is multiplied with: of whole numbers one over the largest possible, of floating point 1. */
  readonly scale: number
}

/** Whether it has colours, or room for some. */
export function isColoured({ channels }: Pick<Picture, 'channels'>): boolean {
  return channels >= 3
}
