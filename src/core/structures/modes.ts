/**
 * Normal modes of a structure about one place: eigenvectors of the mass-weighted Hessian M^-1/2 H M^-1/2, whose eigenvalues are squares
 * of angular frequencies (H. Goldstein, Classical Mechanics, chapter 6). A negative one is a direction in which it falls away: a saddle.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { SharkfinError } from '../contract/errors'
import type { Energy } from './energy'
import { createHessian } from './hessian'
import { massWeighted } from './largest-curvature'
import { lowestPairs, type Eigenpair } from './subspace-iteration'

/** Up to so many coordinates the whole matrix is decomposed; above, the lowest pairs are looked for in the band. */
const DENSE = 300
/** Moving coordinates; beyond, even the band's factors take minutes. */
export const MODES_LIMIT = 20_000

export interface Mode {
  /** Square of the angular frequency. */
  readonly square: number
  /** [size] displacement of each moving coordinate, of length 1 before it is divided by the root of the mass. */
  readonly shape: Float64Array
}

/** @throws SharkfinError `structure-too-large` */
export function refuseTooLarge({ size }: Pick<Energy, 'size'>): void {
  if (size <= MODES_LIMIT) return
  throw new SharkfinError({
    code: 'structure-too-large',
    message: `Modes and stability are computed for up to ${MODES_LIMIT} moving coordinates; this structure has ${size}.`,
    remedy: 'Pin some of its masses, or build a smaller one.'
  })
}

/** @returns the `count` lowest eigenvalues of the Hessian itself, rising */
export function lowestCurvatures(energy: Energy, position: Float64Array, count: number): Float64Array {
  const unweighted = new Float64Array(energy.size).fill(1)
  return Float64Array.from(lowest(energy, position, unweighted, count), ({ value }) => value)
}

/** @returns the `count` lowest modes, rising */
export function normalModes(energy: Energy, position: Float64Array, count: number): Mode[] {
  return lowest(energy, position, energy.masses, count).map(({ value, vector }) => ({
    square: value,
    shape: vector.map((part, k) => part / Math.sqrt(energy.masses[k] as number))
  }))
}

/** Eigenpairs of M^-1/2 H M^-1/2, lowest first. */
function lowest(energy: Energy, position: Float64Array, masses: Float64Array, count: number): Eigenpair[] {
  const { size } = energy
  const hessian = createHessian(energy)
  hessian.at(position)
  const root = masses.map(Math.sqrt)
  const weight = (r: number, c: number): number => (root[r] as number) * (root[c] as number)
  if (size <= DENSE) {
    const matrix = hessian.dense()
    for (let r = 0; r < size; r++) for (let c = 0; c < size; c++) matrix[r * size + c] = (matrix[r * size + c] as number) / weight(r, c)
    return decompose(matrix, size).slice(0, count)
  }
  const { rows, columns, values } = hessian.sparse()
  const weighted = { size, rows, columns, values: values.map((value, k) => value / weight(rows[k] as number, columns[k] as number)) }
  return lowestPairs(weighted, massWeighted(hessian, masses), count)
}

function decompose(matrix: Float64Array, size: number): Eigenpair[] {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(Matrix.from1DArray(size, size, matrix), { assumeSymmetric: true })
  return realEigenvalues
    .map((value, column) => ({ value, vector: Float64Array.from({ length: size }, (_, k) => eigenvectorMatrix.get(k, column)) }))
    .sort((p, q) => p.value - q.value)
}
