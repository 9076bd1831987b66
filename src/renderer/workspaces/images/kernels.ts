/** Kernels that are worth sliding over a picture by hand. */

export interface NamedKernel {
  readonly name: string
  readonly meaning: string
  readonly size: number
  /** [size, size], the first row at the top of the table. */
  readonly weights: readonly number[]
  /** Whether an even picture stays as it is; else nothing of it is left. */
  readonly keeps: boolean
}

/** Products of the binomial coefficients 1, 4, 6, 4, 1 over 256. */
const BINOMIAL = [1, 4, 6, 4, 1]

/** Rows count upwards in a map, as its axis does. */
export const KERNELS: readonly NamedKernel[] = [
  { name: 'blur', meaning: 'A weighted mean of nine: noise averages out, and edges grow soft', size: 3, weights: [1, 2, 1, 2, 4, 2, 1, 2, 1].map((weight) => weight / 16), keeps: true },
  { name: 'wide blur', meaning: 'A weighted mean of twenty-five', size: 5, weights: BINOMIAL.flatMap((a) => BINOMIAL.map((b) => (a * b) / 256)), keeps: true },
  { name: 'edge across', meaning: 'Right less left: eight times the slope along a row (Sobel)', size: 3, weights: [-1, 0, 1, -2, 0, 2, -1, 0, 1], keeps: false },
  { name: 'edge upwards', meaning: 'Above less below: eight times the slope along a column (Sobel)', size: 3, weights: [-1, -2, -1, 0, 0, 0, 1, 2, 1], keeps: false },
  { name: 'any edge', meaning: 'The middle less its neighbours: the curvature, turned over (Laplace)', size: 3, weights: [0, -1, 0, -1, 4, -1, 0, -1, 0], keeps: false },
  { name: 'sharpen', meaning: 'The picture and its edges: what is soft grows crisp, and noise grows too', size: 3, weights: [0, -1, 0, -1, 5, -1, 0, -1, 0], keeps: true }
]

/** Weights of another size about the same middle: cut, or with zeros around. */
export function resized(weights: readonly number[], from: number, to: number): number[] {
  const shift = (from - to) / 2
  return Array.from({ length: to * to }, (_, k) => {
    const [row, column] = [Math.floor(k / to) + shift, (k % to) + shift]
    return row >= 0 && column >= 0 && row < from && column < from ? (weights[row * from + column] ?? 0) : 0
  })
}
