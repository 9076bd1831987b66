/**
 * One kernel slid over one picture, number by number, as a convolution layer with one channel does it: not turned round, without bias and
 * activation. Beyond the picture's edge there are zeros.
 */

export interface Picture {
  readonly rows: number
  readonly columns: number
  /** [rows, columns] */
  readonly values: ArrayLike<number>
}

export interface HandKernel {
  /** Rows and columns. */
  readonly size: number
  /** [size, size] */
  readonly weights: readonly number[]
  readonly stride: number
  /** Zeros around the picture: none, or as many as keep its size, divided by the stride. */
  readonly padded: boolean
}

/** Rows and columns of the picture that the kernel makes; 0 where it is larger than the picture. */
export function slidShape({ rows, columns }: Pick<Picture, 'rows' | 'columns'>, { size, stride, padded }: HandKernel): readonly [rows: number, columns: number] {
  const along = (length: number): number => (padded ? Math.ceil(length / stride) : Math.max(0, Math.floor((length - size) / stride) + 1))
  return [along(rows), along(columns)]
}

/** Zeros before a row or column of that length; the larger half of an odd number stands behind, as in `layers/convolution.ts`. */
function beforeOf(length: number, { size, stride, padded }: HandKernel): number {
  return padded ? Math.floor(Math.max(0, (Math.ceil(length / stride) - 1) * stride + size - length) / 2) : 0
}

export interface Step {
  /** First row and column of the picture under the kernel; negative where it stands over the edge. */
  readonly row: number
  readonly column: number
  /** [size, size] each: the picture under the kernel, and its products with the weights. */
  readonly window: Float64Array
  readonly products: Float64Array
  readonly sum: number
}

/** What happens for one number of the output. @param at its place, row after row */
export function stepAt(picture: Picture, kernel: HandKernel, at: number): Step {
  const { size, weights, stride } = kernel
  const [, wide] = slidShape(picture, kernel)
  const [row, column] = [Math.floor(at / wide) * stride - beforeOf(picture.rows, kernel), (at % wide) * stride - beforeOf(picture.columns, kernel)]
  const window = new Float64Array(size * size)
  const products = new Float64Array(size * size)
  let sum = 0
  for (let k = 0; k < size * size; k++) {
    const [i, j] = [row + Math.floor(k / size), column + (k % size)]
    const isInside = i >= 0 && j >= 0 && i < picture.rows && j < picture.columns
    window[k] = isInside ? picture.values[i * picture.columns + j] : 0
    products[k] = window[k] * weights[k]
    sum += products[k]
  }
  return { row, column, window, products, sum }
}

/** The whole output [rows, columns]. */
export function slide(picture: Picture, kernel: HandKernel): Float64Array {
  const [rows, columns] = slidShape(picture, kernel)
  return Float64Array.from({ length: rows * columns }, (_, at) => stepAt(picture, kernel, at).sum)
}
