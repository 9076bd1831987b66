/**
 * Normal modes of a structure about one place: eigenvectors of the mass-weighted Hessian M^-1/2 H M^-1/2, whose eigenvalues are squares
 * of angular frequencies (H. Goldstein, Classical Mechanics, chapter 6). A negative one is a direction in which it falls away: a saddle.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { SharkfinError } from '../contract/errors'
import type { Energy } from './energy'
import { createHessian } from './hessian'

/** Above this the dense decomposition, which takes n^3 operations and n^2 numbers, is not for a window that waits. */
export const DENSE_LIMIT = 1000

export interface Mode {
  /** Square of the angular frequency. */
  readonly square: number
  /** [size] displacement of each moving coordinate, of length 1 before it is divided by the root of the mass. */
  readonly shape: Float64Array
}

/** @throws SharkfinError `structure-too-large` */
export function refuseTooLarge({ size }: Pick<Energy, 'size'>): void {
  if (size <= DENSE_LIMIT) return
  throw new SharkfinError({
    code: 'structure-too-large',
    message: `Modes and stability are computed for up to ${DENSE_LIMIT} moving coordinates; this structure has ${size}.`,
    remedy: 'Pin some of its masses, or build a smaller one.'
  })
}

/** @returns the `count` lowest eigenvalues of the Hessian itself, rising */
export function lowestCurvatures(energy: Energy, position: Float64Array, count: number): Float64Array {
  const hessian = createHessian(energy)
  hessian.at(position)
  const { realEigenvalues } = decompose(hessian.dense(), energy.size)
  return Float64Array.from(realEigenvalues).sort().slice(0, count)
}

/** @returns the `count` lowest modes, rising */
export function normalModes(energy: Energy, position: Float64Array, count: number): Mode[] {
  const { size, masses } = energy
  const hessian = createHessian(energy)
  hessian.at(position)
  const matrix = hessian.dense()
  const root = masses.map(Math.sqrt)
  for (let r = 0; r < size; r++) {
    for (let c = 0; c < size; c++) matrix[r * size + c] = (matrix[r * size + c] as number) / ((root[r] as number) * (root[c] as number))
  }
  const { realEigenvalues, eigenvectorMatrix } = decompose(matrix, size)
  const order = realEigenvalues.map((square, column) => ({ square, column })).sort((p, q) => p.square - q.square)
  return order.slice(0, count).map(({ square, column }) => ({
    square,
    shape: Float64Array.from({ length: size }, (_, k) => eigenvectorMatrix.get(k, column) / (root[k] as number))
  }))
}

function decompose(matrix: Float64Array, size: number): EigenvalueDecomposition {
  return new EigenvalueDecomposition(Matrix.from1DArray(size, size, matrix), { assumeSymmetric: true })
}
