/** Residuals of a group of sweeps and their derivatives, as least squares wants them. */
import { VALUES, freeValues } from './line'
import { modelPoints } from './model-points'
import type { LeastSquares } from './levenberg-marquardt'
import type { Terms } from './line'
import type { ModelPoints } from './model-points'
import type { Scales, ScaledSweep } from './scaled'

/** What is fitted to what: sweeps in scaled units, one weight (0 to 1) per point. */
export interface Problem {
  readonly sweeps: readonly ScaledSweep[]
  readonly scales: Scales
  readonly terms: Terms
  /** [sweeps] [points] factors of the residuals */
  readonly weights: readonly Float64Array[]
}

/** Two rows per point (real, imaginary) or one (modulus), sweep after sweep. */
export interface Linearised {
  /** [rows] weighted model minus measurement */
  readonly residuals: Float64Array
  /** [rows, free] */
  readonly jacobian: Float64Array
}

/** Rows of the residual vector that one point takes. */
export function rowsPerPoint(sweep: ScaledSweep): 1 | 2 {
  return sweep.y ? 2 : 1
}

export function rowCount(sweeps: readonly ScaledSweep[]): number {
  return sweeps.reduce((sum, sweep) => sum + sweep.nu.length * rowsPerPoint(sweep), 0)
}

/** Weights of one for every point. */
export function evenWeights(sweeps: readonly ScaledSweep[]): Float64Array[] {
  return sweeps.map(({ nu }) => new Float64Array(nu.length).fill(1))
}

/** Points that are enough to rank start values. */
const ENOUGH = 300

/**
 * The same problem on every second, third or further point, if it has very many. The branch depends on no history, so
 * none is lost.
 */
export function thinned(problem: Problem): Problem {
  const points = problem.sweeps.reduce((sum, { nu }) => sum + nu.length, 0)
  const stride = Math.floor(points / ENOUGH)
  if (stride < 2) return problem
  const some = (values: Float64Array): Float64Array => values.filter((_, k) => k % stride === 0)
  const sweeps = problem.sweeps.map((sweep) => ({
    ...sweep,
    nu: some(sweep.nu),
    x: some(sweep.x),
    y: sweep.y && some(sweep.y)
  }))
  return { ...problem, sweeps, weights: problem.weights.map(some) }
}

/** @returns [rows] weighted residuals alone */
export function residualsOf({ sweeps, scales, terms, weights }: Problem, values: Float64Array): Float64Array {
  const residuals = new Float64Array(rowCount(sweeps))
  let row = 0
  sweeps.forEach((sweep, index) => {
    row = writeResiduals(sweep, modelPoints(values, terms, sweep, scales, false), weights[index], residuals, row)
  })
  return residuals
}

/** Residuals without weights, one array per sweep and component. */
export function residualSeries(problem: Problem, values: Float64Array): Float64Array[] {
  const all = residualsOf({ ...problem, weights: evenWeights(problem.sweeps) }, values)
  const series: Float64Array[] = []
  let row = 0
  for (const sweep of problem.sweeps) {
    const parts = rowsPerPoint(sweep)
    for (let part = 0; part < parts; part++) {
      const first = row + part
      series.push(Float64Array.from({ length: sweep.nu.length }, (_, k) => all[first + k * parts]))
    }
    row += sweep.nu.length * parts
  }
  return series
}

/** @param free indices of the values that vary */
export function linearise(problem: Problem, values: Float64Array, free: readonly number[]): Linearised {
  const { sweeps, scales, terms, weights } = problem
  const rows = rowCount(sweeps)
  const residuals = new Float64Array(rows)
  const jacobian = new Float64Array(rows * free.length)
  let row = 0
  sweeps.forEach((sweep, index) => {
    const model = modelPoints(values, terms, sweep, scales, true)
    writeSlopes(sweep, model, weights[index], jacobian, row, free)
    row = writeResiduals(sweep, model, weights[index], residuals, row)
  })
  return { residuals, jacobian }
}

function writeResiduals(
  { x, y }: ScaledSweep,
  model: ModelPoints,
  weight: Float64Array,
  residuals: Float64Array,
  first: number
): number {
  let row = first
  for (let k = 0; k < x.length; k++) {
    if (y) {
      residuals[row++] = weight[k] * (model.re[k] - x[k])
      residuals[row++] = weight[k] * (model.im[k] - y[k])
    } else residuals[row++] = weight[k] * (Math.hypot(model.re[k], model.im[k]) - x[k])
  }
  return row
}

function writeSlopes(
  { x, y }: ScaledSweep,
  model: ModelPoints,
  weight: Float64Array,
  jacobian: Float64Array,
  first: number,
  free: readonly number[]
): void {
  let at = first * free.length
  for (let k = 0; k < x.length; k++) {
    const base = k * VALUES
    if (y) {
      for (const index of free) jacobian[at++] = weight[k] * model.slopesRe[base + index]
      for (const index of free) jacobian[at++] = weight[k] * model.slopesIm[base + index]
    } else {
      const modulus = Math.hypot(model.re[k], model.im[k]) || 1
      const [re, im] = [(weight[k] * model.re[k]) / modulus, (weight[k] * model.im[k]) / modulus]
      for (const index of free) jacobian[at++] = re * model.slopesRe[base + index] + im * model.slopesIm[base + index]
    }
  }
}

/** The problem as Levenberg's and Marquardt's descent takes it. */
export function leastSquaresOf(problem: Problem): LeastSquares {
  const free = freeValues(problem.terms)
  return {
    free,
    residuals: (values) => residualsOf(problem, values),
    linearise: (values) => linearise(problem, values, free)
  }
}
