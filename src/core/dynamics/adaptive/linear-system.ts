/**
 * Gaussian elimination with partial pivoting (G. H. Golub and C. F. Van Loan, Matrix Computations, section 3.4) without a branch: a row
 * is exchanged with the pivot's wherever it is larger there, lane by lane, so that the largest ends up as the pivot.
 */
import type { Kept } from '../functions/body'
import type { Writer } from '../kernel/writer'
import { arithmetic } from './arithmetic'

type Solve = (right: readonly Kept[]) => readonly Kept[]

/** An exchange or an elimination, to be repeated on right-hand sides. */
type Step = (x: Kept[]) => void

/** @returns a function that solves matrix x = right; a singular matrix gives no numbers */
export function writeLinearSystem(writer: Writer, matrix: readonly (readonly Kept[])[]): Solve {
  const { constant, sub, mul, div, abs, greater } = arithmetic(writer)
  const rows = matrix.map((row) => [...row])
  const size = rows.length
  const at = (row: number, column: number): Kept => rows[row]?.[column] ?? constant(0)
  const steps: Step[] = []
  const inverses: Kept[] = []
  for (let pivot = 0; pivot < size; pivot++) {
    for (let row = pivot + 1; row < size; row++) {
      const isLarger = greater(abs(at(row, pivot)), abs(at(pivot, pivot)))
      for (let column = pivot; column < size; column++) {
        const [upper, lower] = exchanged(writer, isLarger, at(pivot, column), at(row, column))
        put(rows, pivot, column, upper)
        put(rows, row, column, lower)
      }
      steps.push((x) => {
        ;[x[pivot], x[row]] = exchanged(writer, isLarger, x[pivot] ?? isLarger, x[row] ?? isLarger)
      })
    }
    const inverse = div(constant(1), at(pivot, pivot))
    inverses.push(inverse)
    for (let row = pivot + 1; row < size; row++) {
      const factor = mul(at(row, pivot), inverse)
      for (let column = pivot + 1; column < size; column++) put(rows, row, column, sub(at(row, column), mul(factor, at(pivot, column))))
      steps.push((x) => (x[row] = sub(x[row] ?? factor, mul(factor, x[pivot] ?? factor))))
    }
  }
  return (right) => {
    const x = [...right]
    for (const step of steps) step(x)
    for (let row = size - 1; row >= 0; row--) {
      const rest = x.slice(row + 1).reduce((left, known, k) => sub(left, mul(at(row, row + 1 + k), known)), x[row] ?? constant(0))
      x[row] = mul(rest, inverses[row] ?? rest)
    }
    return x
  }
}

function put(rows: Kept[][], row: number, column: number, value: Kept): void {
  const here = rows[row]
  if (here) here[column] = value
}

function exchanged(writer: Writer, mask: Kept, a: Kept, b: Kept): [Kept, Kept] {
  const { select } = arithmetic(writer)
  return [select(mask, b, a), select(mask, a, b)]
}
