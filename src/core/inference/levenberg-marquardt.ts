/** Levenberg's and Marquardt's damped Gauss-Newton, with Nielsen's rule for the damping. */
import { normalMatrix, solvePositive, transposedTimes } from './linear-algebra'
import { freeValues } from './line'
import { linearise, residualsOf, thinned } from './residuals'
import type { Problem } from './residuals'

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
export function refine(problem: Problem, start: Float64Array, steps: number): Fit {
  const free = freeValues(problem.terms)
  const size = free.length
  let values = Float64Array.from(start)
  let { residuals, jacobian } = linearise(problem, values, free)
  let cost = sumOfSquares(residuals)
  let [damping, growth] = [1e-3, 2]
  for (let step = 0; step < steps; step++) {
    const normal = normalMatrix(jacobian, size)
    const gradient = transposedTimes(jacobian, residuals, size)
    for (let i = 0; i < size; i++) normal[i * size + i] = (normal[i * size + i] || 1e-12) * (1 + damping)
    const change = solvePositive(normal, gradient, size)
    const trial = Float64Array.from(values)
    free.forEach((index, i) => (trial[index] -= change ? change[i] : 0))
    const trialCost = change ? sumOfSquares(residualsOf(problem, trial)) : Infinity
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
    ;({ residuals, jacobian } = linearise(problem, values, free))
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

/** Steps of the short run that ranks the starts, how many run, how many are followed to the end. */
const RANKING_STEPS = 6
const RANKED = 8
const FOLLOWED = 2
const SAME = 1e-6

/** The best of several starts: the most promising are refined a little, the best of those to the end. */
export function refineBest(problem: Problem, starts: readonly Float64Array[], steps = 80): Fit | null {
  const rough = thinned(problem)
  const ranked = starts
    .map((values) => ({ values, cost: sumOfSquares(residualsOf(rough, values)) }))
    .filter(({ cost }) => Number.isFinite(cost))
    .sort((a, b) => a.cost - b.cost)
    .slice(0, RANKED)
    .map(({ values }) => refine(rough, values, RANKING_STEPS))
    .sort((a, b) => a.cost - b.cost)
  // Starts that already met at one minimum need no second look
  const apart = ranked.filter(({ cost }, k) => k === 0 || cost > ranked[k - 1].cost * (1 + SAME))
  const fits = apart.slice(0, FOLLOWED).map((fit) => refine(problem, fit.values, steps))
  return fits.sort((a, b) => a.cost - b.cost)[0] ?? null
}
