/** Small dense linear algebra for least squares: a handful of unknowns, every matrix row-major. */

/**
 * Solves A X = B for a symmetric positive definite A by Cholesky's factors, after scaling its diagonal to one.
 * @param a [size, size]
 * @param b [columns, size], one right-hand side per row
 * @returns [columns, size], or null where A is singular to working precision
 */
export function solvePositive(a: Float64Array, b: Float64Array, size: number): Float64Array | null {
  const scale = Float64Array.from({ length: size }, (_, i) => 1 / Math.sqrt(a[i * size + i]))
  const factor = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * size + j] * scale[i] * scale[j]
      for (let k = 0; k < j; k++) sum -= factor[i * size + k] * factor[j * size + k]
      if (i !== j) factor[i * size + j] = sum / factor[j * size + j]
      else if (sum > 1e-14) factor[i * size + i] = Math.sqrt(sum)
      else return null
    }
  }
  const x = Float64Array.from(b)
  for (let row = 0; row < b.length; row += size) substitute(factor, scale, x.subarray(row, row + size))
  return x
}

/** @returns [size, size] L, lower triangular, with L L^T = A for a symmetric positive definite A; null where it is not */
export function choleskyFactor(a: Float64Array, size: number): Float64Array | null {
  const factor = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * size + j]
      for (let k = 0; k < j; k++) sum -= factor[i * size + k] * factor[j * size + k]
      if (i === j && !(sum > 0)) return null
      factor[i * size + j] = i === j ? Math.sqrt(sum) : sum / factor[j * size + j]
    }
  }
  return factor
}

/** Forward, then backward substitution, in place. */
function substitute(factor: Float64Array, scale: Float64Array, x: Float64Array): void {
  const size = x.length
  for (let i = 0; i < size; i++) {
    let sum = x[i] * scale[i]
    for (let k = 0; k < i; k++) sum -= factor[i * size + k] * x[k]
    x[i] = sum / factor[i * size + i]
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = x[i]
    for (let k = i + 1; k < size; k++) sum -= factor[k * size + i] * x[k]
    x[i] = sum / factor[i * size + i]
  }
  for (let i = 0; i < size; i++) x[i] *= scale[i]
}

/** @returns [size, size] the inverse of a symmetric positive definite matrix, or null where it is singular */
export function invertPositive(a: Float64Array, size: number): Float64Array | null {
  const identity = new Float64Array(size * size)
  for (let i = 0; i < size; i++) identity[i * size + i] = 1
  return solvePositive(a, identity, size)
}

/** @returns [size, size] A^T A for A [rows, size] */
export function normalMatrix(a: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size)
  for (let row = 0; row < a.length; row += size) {
    for (let i = 0; i < size; i++) {
      const value = a[row + i]
      if (value === 0) continue
      for (let j = 0; j <= i; j++) product[i * size + j] += value * a[row + j]
    }
  }
  for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) product[i * size + j] = product[j * size + i]
  return product
}

/** @returns [size] A^T r for A [rows, size] and r [rows] */
export function transposedTimes(a: Float64Array, r: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size)
  for (let row = 0; row < r.length; row++) for (let i = 0; i < size; i++) product[i] += a[row * size + i] * r[row]
  return product
}

/** Real linear least squares, A x ~ r. @returns [size], or null where A does not determine x */
export function leastSquares(a: Float64Array, r: Float64Array, size: number): Float64Array | null {
  return solvePositive(normalMatrix(a, size), transposedTimes(a, r, size), size)
}

export type Complex = readonly [re: number, im: number]

/**
 * Complex linear least squares: unknowns c that make sum_k columns[k] c[k] close to target.
 * @param rows per point, the complex coefficients of the unknowns and the target last
 */
export function complexLeastSquares(rows: readonly (readonly Complex[])[]): Complex[] | null {
  const unknowns = (rows[0]?.length ?? 1) - 1
  const size = 2 * unknowns
  const a = new Float64Array(rows.length * 2 * size)
  const r = new Float64Array(rows.length * 2)
  rows.forEach((row, point) => {
    for (let k = 0; k < unknowns; k++) {
      const [re, im] = row[k]
      a.set([re, -im], 2 * point * size + 2 * k)
      a.set([im, re], (2 * point + 1) * size + 2 * k)
    }
    r.set(row[unknowns], 2 * point)
  })
  const x = leastSquares(a, r, size)
  return x && Array.from({ length: unknowns }, (_, k): Complex => [x[2 * k], x[2 * k + 1]])
}

export const multiply = (a: Complex, b: Complex): Complex => [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]]
export const divide = (a: Complex, b: Complex): Complex => {
  const size = b[0] * b[0] + b[1] * b[1]
  return [(a[0] * b[0] + a[1] * b[1]) / size, (a[1] * b[0] - a[0] * b[1]) / size]
}
