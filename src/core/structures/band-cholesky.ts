/**
 * Factors of a sparse symmetric matrix whose nodes are so ordered that its entries lie close to the diagonal: Cholesky within the band (G. H.
 * Golub and C. F. Van Loan, Matrix Computations (4th ed., 2013), algorithm 4.3.5), on coordinates in the order of Cuthill and McKee, turned
 * around (E. Cuthill and J. McKee, Proc. 24th ACM Nat. Conf. (1969) 157).
 */

/** Entries (row, column, value) of the lower triangle; several of one place add up. */
export interface SparseSymmetric {
  readonly size: number
  readonly rows: Int32Array
  readonly columns: Int32Array
  readonly values: Float64Array
}

export interface BandMatrix {
  readonly size: number
  /** Entries below the diagonal in each column. */
  readonly width: number
  /** [size, width + 1] column j holds its diagonal and what lies below. */
  readonly entries: Float64Array
  /** Where each coordinate went. */
  readonly place: Int32Array
}

/** The order in which neighbours come soon after each other: breadth first, few neighbours first, then turned around. */
export function narrowOrder({ size, rows, columns }: SparseSymmetric): Int32Array {
  const neighbours: number[][] = Array.from({ length: size }, () => [])
  for (let k = 0; k < rows.length; k++) {
    const [r, c] = [rows[k] as number, columns[k] as number]
    if (r !== c) {
      neighbours[r]?.push(c)
      neighbours[c]?.push(r)
    }
  }
  const degree = (k: number): number => neighbours[k]?.length ?? 0
  const seen = new Uint8Array(size)
  const order: number[] = []
  const starts = Array.from({ length: size }, (_, k) => k).sort((p, q) => degree(p) - degree(q))
  for (const start of starts) {
    if (seen[start]) continue
    seen[start] = 1
    order.push(start)
    for (let at = order.length - 1; at < order.length; at++) {
      for (const next of [...(neighbours[order[at] as number] ?? [])].sort((p, q) => degree(p) - degree(q))) {
        if (seen[next]) continue
        seen[next] = 1
        order.push(next)
      }
    }
  }
  return Int32Array.from(order.reverse())
}

/** The matrix plus `shift` on its diagonal. */
export function bandOf(matrix: SparseSymmetric, order: Int32Array, shift: number): BandMatrix {
  const { size, rows, columns, values } = matrix
  const place = new Int32Array(size)
  order.forEach((coordinate, at) => (place[coordinate] = at))
  let width = 0
  for (let k = 0; k < rows.length; k++) width = Math.max(width, Math.abs((place[rows[k] as number] as number) - (place[columns[k] as number] as number)))
  const entries = new Float64Array(size * (width + 1))
  for (let k = 0; k < rows.length; k++) {
    const [p, q] = [place[rows[k] as number] as number, place[columns[k] as number] as number]
    const to = Math.min(p, q) * (width + 1) + Math.abs(p - q)
    entries[to] = (entries[to] as number) + (values[k] as number)
  }
  for (let j = 0; j < size; j++) entries[j * (width + 1)] = (entries[j * (width + 1)] as number) + shift
  return { size, width, entries, place }
}

/** L in the place of A = L L^T. @returns false where A is not positive definite */
export function factorise({ size, width, entries: e }: BandMatrix): boolean {
  const column = width + 1
  for (let j = 0; j < size; j++) {
    const diagonal = e[j * column] as number
    if (!(diagonal > 0)) return false
    const root = Math.sqrt(diagonal)
    e[j * column] = root
    const below = Math.min(width, size - 1 - j)
    for (let i = 1; i <= below; i++) e[j * column + i] = (e[j * column + i] as number) / root
    for (let k = 1; k <= below; k++) {
      const factor = e[j * column + k] as number
      if (factor === 0) continue
      const to = (j + k) * column
      for (let i = k; i <= below; i++) e[to + i - k] = (e[to + i - k] as number) - factor * (e[j * column + i] as number)
    }
  }
  return true
}

/** x with L L^T x = b, in the coordinates' own order. */
export function solve({ size, width, entries: e, place }: BandMatrix, b: Float64Array, x: Float64Array): void {
  const column = width + 1
  const y = new Float64Array(size)
  for (let k = 0; k < size; k++) y[place[k] as number] = b[k] as number
  for (let j = 0; j < size; j++) {
    const value = (y[j] as number) / (e[j * column] as number)
    y[j] = value
    for (let i = 1; i <= width && j + i < size; i++) y[j + i] = (y[j + i] as number) - value * (e[j * column + i] as number)
  }
  for (let j = size - 1; j >= 0; j--) {
    let value = y[j] as number
    for (let i = 1; i <= width && j + i < size; i++) value -= (y[j + i] as number) * (e[j * column + i] as number)
    y[j] = value / (e[j * column] as number)
  }
  for (let k = 0; k < size; k++) x[k] = y[place[k] as number] as number
}
