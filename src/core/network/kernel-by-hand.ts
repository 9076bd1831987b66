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
  /** Zeros around the picture: none, or as many as keep its size at stride 1. */
  readonly padded: boolean
}

/** Rows and columns of the picture that the kernel makes; 0 where it is larger than the picture. */
export function slidShape({ rows, columns }: Pick<Picture, 'rows' | 'columns'>, { size, stride, padded }: HandKernel): readonly [rows: number, columns: number] {
  const along = (length: number): number => {
    const padding = padded ? 2 * beforeOf(size) : 0
    return Math.max(0, Math.floor((length + padding - size) / stride) + 1)
  }
  return [along(rows), along(columns)]
}

function beforeOf(size: number): number {
  return Math.floor((size - 1) / 2)
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
  const { size, weights, stride, padded } = kernel
  const [, wide] = slidShape(picture, kernel)
  const before = padded ? beforeOf(size) : 0
  const [row, column] = [Math.floor(at / wide) * stride - before, (at % wide) * stride - before]
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
