/** Gaussian elimination with partial pivoting, in place (G. H. Golub and C. F. Van Loan, Matrix Computations, section 3.4). */

/**
 * @param matrix [size, size], becomes its factors L and U
 * @param pivots [size] becomes the row exchanged at each step
 * @returns false where the matrix is singular or not finite
 */
export function factorise(matrix: Float64Array, pivots: Int32Array, size: number): boolean {
  const at = (row: number, column: number): number => matrix[row * size + column] ?? NaN
  for (let step = 0; step < size; step++) {
    let pivot = step
    for (let row = step + 1; row < size; row++) if (Math.abs(at(row, step)) > Math.abs(at(pivot, step))) pivot = row
    pivots[step] = pivot
    if (pivot !== step) swapRows(matrix, size, pivot, step)
    const head = at(step, step)
    if (head === 0 || !Number.isFinite(head)) return false
    for (let row = step + 1; row < size; row++) {
      const factor = at(row, step) / head
      matrix[row * size + step] = factor
      for (let column = step + 1; column < size; column++) matrix[row * size + column] = at(row, column) - factor * at(step, column)
    }
  }
  return true
}

function swapRows(matrix: Float64Array, size: number, a: number, b: number): void {
  for (let column = 0; column < size; column++) {
    const kept = matrix[a * size + column] ?? NaN
    matrix[a * size + column] = matrix[b * size + column] ?? NaN
    matrix[b * size + column] = kept
  }
}

/** Replaces `x` by the solution of matrix solution = x. */
export function solveFactorised(matrix: Float64Array, pivots: Int32Array, size: number, x: Float64Array): void {
  const at = (row: number, column: number): number => matrix[row * size + column] ?? NaN
  for (let step = 0; step < size; step++) {
    const pivot = pivots[step] ?? step
    const kept = x[pivot] ?? NaN
    x[pivot] = x[step] ?? NaN
    x[step] = kept
  }
  for (let row = 1; row < size; row++) {
    for (let column = 0; column < row; column++) x[row] = (x[row] ?? NaN) - at(row, column) * (x[column] ?? NaN)
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let column = row + 1; column < size; column++) x[row] = (x[row] ?? NaN) - at(row, column) * (x[column] ?? NaN)
    x[row] = (x[row] ?? NaN) / at(row, row)
  }
}
