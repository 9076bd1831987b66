/** Levenberg's and Marquardt's damped Gauss-Newton, with Nielsen's rule for the damping. */
import { normalMatrix, solvePositive, transposedTimes } from './linear-algebra'
import type { Linearised } from './residuals'

/** A sum of squared weighted residuals, to be made small by some of the values. */
export interface LeastSquares {
  /** Indices of the values that vary. */
  readonly free: readonly number[]
  readonly residuals: (values: Float64Array) => Float64Array
  /** Residuals, and their slopes along the free values. */
  readonly linearise: (values: Float64Array) => Linearised
}

export interface Fit {
  readonly values: Float64Array
  /** sum of squared weighted residuals */
  readonly cost: number
  readonly converged: boolean
}

export function sumOfSquares(residuals: Float64Array): number {
  let sum = 0
  for (const value of residuals) sum += value * value
  return sum
}

/** Each step must lower the cost, so the jumps of the cost where a point changes branch cannot throw it off. */
export function refine(problem: LeastSquares, start: Float64Array, steps: number): Fit {
  const { free } = problem
  const size = free.length
  let values = Float64Array.from(start)
  let { residuals, jacobian } = problem.linearise(values)
  let cost = sumOfSquares(residuals)
  let [damping, growth] = [1e-3, 2]
  for (let step = 0; step < steps; step++) {
    const normal = normalMatrix(jacobian, size)
    const gradient = transposedTimes(jacobian, residuals, size)
    for (let i = 0; i < size; i++) normal[i * size + i] = (normal[i * size + i] || 1e-12) * (1 + damping)
    const change = solvePositive(normal, gradient, size)
    const trial = Float64Array.from(values)
    free.forEach((index, i) => (trial[index] -= change ? change[i] : 0))
    const trialCost = change ? sumOfSquares(problem.residuals(trial)) : Infinity
    if (!(trialCost < cost)) {
      damping *= growth
      growth *= 2
      if (damping > 1e12) return { values, cost, converged: true }
      continue
    }
    const gain = cost - trialCost
    const expected = change ? 2 * dot(gradient, change) - quadratic(normal, change) : 0
    damping = Math.max(1e-12, damping * Math.max(1 / 3, 1 - (2 * (gain / Math.max(expected, gain)) - 1) ** 3))
    growth = 2
    values = trial
    if (gain <= 1e-11 * cost) return { values, cost: trialCost, converged: true }
    ;({ residuals, jacobian } = problem.linearise(values))
    cost = trialCost
  }
  return { values, cost, converged: false }
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0)
}

function quadratic(matrix: Float64Array, x: Float64Array): number {
  const size = x.length
  let sum = 0
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) sum += x[i] * matrix[i * size + j] * x[j]
  return sum
}
