/**
 * The lowest eigenpairs of a large sparse symmetric matrix by inverse iteration on a subspace, with the method of Rayleigh and Ritz in it
 * (K.-J. Bathe and E. L. Wilson, Numerical Methods in Finite Element Analysis (1976), chapter 12). A shift below the lowest eigenvalue makes the
 * matrix positive definite, so that saddles are treated as minima are.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { Purpose } from '../random/purpose'
import { createStream, normal } from '../random/stream'
import { bandOf, factorise, narrowOrder, solve, type BandMatrix, type SparseSymmetric } from './band-cholesky'
import { largestCurvature } from './largest-curvature'
import { dot, normOf } from './minimisers/minimiser'
import type { Curvature } from './objective'

const MOST_ITERATIONS = 300
/** Of an eigenvalue, beside the largest of the matrix. */
const TOLERANCE = 1e-13

export interface Eigenpair {
  readonly value: number
  /** [size] of length 1 */
  readonly vector: Float64Array
}

/**
 * @param curvature multiplies by the same matrix
 * @returns `count` pairs, lowest first
 */
export function lowestPairs(matrix: SparseSymmetric, curvature: Curvature, count: number): Eigenpair[] {
  const { size, multiply } = curvature
  const scale = rowBound(matrix)
  const factors = positiveFactors(matrix, curvature, scale)
  const block = Math.min(size, Math.max(2 * count, count + 8))
  const stream = createStream(1, Purpose.direction)
  let basis = orthonormal(Array.from({ length: block }, () => Float64Array.from({ length: size }, () => normal(stream))))
  let values: number[] = []
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    for (const vector of basis) solve(factors, vector, vector)
    const ritz = rayleighRitz(orthonormal(basis), multiply)
    const moved = Math.max(...ritz.values.slice(0, count).map((value, k) => Math.abs(value - (values[k] ?? Infinity))))
    ;({ basis, values } = ritz)
    if (moved <= TOLERANCE * scale) break
  }
  return basis.slice(0, count).map((vector, k) => ({ value: values[k] ?? NaN, vector }))
}

/**
 * H + shift, positive definite: a shift of almost nothing, and where that is not enough one just beyond the lowest eigenvalue, so that the
 * lowest ones stand far apart from the others in the inverse.
 */
function positiveFactors(matrix: SparseSymmetric, { size, multiply }: Curvature, scale: number): BandMatrix {
  const order = narrowOrder(matrix)
  const tryShift = (shift: number): BandMatrix | null => {
    const band = bandOf(matrix, order, shift)
    return factorise(band) ? band : null
  }
  const stable = tryShift(1e-9 * scale)
  if (stable) return stable
  const upsideDown: Curvature = {
    size,
    multiply: (v, out) => {
      multiply(v, out)
      for (let k = 0; k < size; k++) out[k] = -(out[k] as number)
    }
  }
  const depth = Math.max(0, largestCurvature(upsideDown))
  for (let beyond = 1e-6; beyond < 1e3; beyond *= 10) {
    const found = tryShift(depth + beyond * Math.max(depth, 1e-3 * scale))
    if (found) return found
  }
  throw new RangeError('the Hessian holds what is no number')
}

/** No eigenvalue is larger in modulus than the largest sum of moduli along a row (S. Gershgorin, 1931). */
function rowBound({ size, rows, columns, values }: SparseSymmetric): number {
  const sums = new Float64Array(size)
  for (let k = 0; k < rows.length; k++) {
    const [r, c, value] = [rows[k] as number, columns[k] as number, Math.abs(values[k] as number)]
    sums[r] = (sums[r] as number) + value
    if (c !== r) sums[c] = (sums[c] as number) + value
  }
  return sums.reduce((so, sum) => Math.max(so, sum), 0)
}

/** Eigenpairs of the matrix within the space of an orthonormal basis. */
function rayleighRitz(basis: readonly Float64Array[], multiply: Curvature['multiply']): { readonly basis: Float64Array[]; readonly values: number[] } {
  const images = basis.map((vector) => {
    const image = new Float64Array(vector.length)
    multiply(vector, image)
    return image
  })
  const small = Matrix.zeros(basis.length, basis.length)
  basis.forEach((v, r) => images.forEach((image, c) => c <= r && (small.set(r, c, dot(v, image)), small.set(c, r, small.get(r, c)))))
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(small, { assumeSymmetric: true })
  const order = realEigenvalues.map((value, column) => ({ value, column })).sort((p, q) => p.value - q.value)
  const turned = order.map(({ column }) => {
    const vector = new Float64Array(basis[0]?.length ?? 0)
    basis.forEach((one, k) => {
      const share = eigenvectorMatrix.get(k, column)
      for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) + share * (one[i] as number)
    })
    return vector
  })
  return { basis: turned, values: order.map(({ value }) => value) }
}

/** Gram and Schmidt, twice, which is enough. */
function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  vectors.forEach((vector, k) => {
    for (let pass = 0; pass < 2; pass++) {
      for (let before = 0; before < k; before++) {
        const other = vectors[before] as Float64Array
        const share = dot(vector, other)
        for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) - share * (other[i] as number)
      }
      const length = normOf(vector)
      if (length > 0) for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) / length
    }
  })
  return [...vectors]
}
