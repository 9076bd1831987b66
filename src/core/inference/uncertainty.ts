/**
 * Errors of fitted values. Noise alone gives the inverse of J^T J; where residuals have structure that is too small, and
 * the sandwich (J^T J)^-1 S (J^T J)^-1 takes over. S, the covariance of the gradient, is estimated in three ways: the
 * scores' autocovariance along each sweep (Newey and West, Econometrica 55, 703, 1987), their sums over whole sweeps
 * (Liang and Zeger, Biometrika 73, 13, 1986), and a noise with the memory of an autoregression. Each errs low somewhere,
 * so the largest counts.
 */
import { invertPositive, normalMatrix } from './linear-algebra'
import { freeValues } from './line'
import { autocorrelation, neighbourNoise } from './noise'
import { linearise, residualSeries, rowsPerPoint } from './residuals'
import type { Solved } from './choose-terms'
import type { Problem } from './residuals'

export interface Uncertainty {
  /** Standard deviation of the noise, per real number, scaled units. */
  readonly noise: number
  readonly reducedChiSquare: number
  /** [free, free] covariance from noise alone */
  readonly statistical: Float64Array
  /** [free, free] each: covariances that allow for structure; empty where the residuals look like noise */
  readonly structured: readonly Float64Array[]
}

/** null: the data do not determine the values. */
export function uncertaintyOf({ problem, fit }: Solved): Uncertainty | null {
  const free = freeValues(problem.terms)
  const size = free.length
  const { residuals, jacobian } = linearise(problem, fit.values, free)
  const left = residuals.length - size
  const inverse = invertPositive(normalMatrix(jacobian, size), size)
  if (!inverse || left < 1) return null
  const series = residualSeries(problem, fit.values)
  const noise = Math.max(neighbourNoise(series), 1e-12)
  const reducedChiSquare = fit.cost / left / noise ** 2
  const statistical = inverse.map((value) => value * noise ** 2)
  if (!hasStructure(series, reducedChiSquare, left)) return { noise, reducedChiSquare, statistical, structured: [] }
  const scores = scoresOf(problem, residuals, jacobian, size)
  const correction = residuals.length / left
  const sandwich = (middle: Float64Array): Float64Array =>
    product(product(inverse, middle, size), inverse, size).map((value) => value * correction)
  const structured = [sandwich(alongSweeps(scores, size, correlationLength(series)))]
  const memory = noiseMemory(series)
  const effective = (residuals.length * (1 - memory)) / (1 + memory)
  const size2 = fit.cost / residuals.length / Math.max(0.3, 1 - size / effective)
  const remembered = memoryScores(problem, jacobian, size, memory)
  structured.push(product(product(inverse, remembered, size), inverse, size).map((value) => value * size2))
  if (scores.length > 1) structured.push(sandwich(overSweeps(scores, size)))
  return { noise, reducedChiSquare, statistical, structured }
}

/** White noise leaves chi-square near one and neighbouring residuals unrelated; 2.5 deviations decide. */
function hasStructure(series: readonly Float64Array[], reducedChiSquare: number, left: number): boolean {
  const points = series.reduce((sum, { length }) => sum + length, 0)
  // Second differences know the noise as well as left / 1.94 independent numbers would
  const spread = Math.sqrt((2 * (1 + 1.94)) / left)
  return autocorrelation(series, 1) > 2.5 / Math.sqrt(points) || reducedChiSquare > 1 + 2.5 * spread
}

/** Distance at which residuals have forgotten each other, in points; Newey and West's weights need about twice that. */
function correlationLength(series: readonly Float64Array[]): number {
  const longest = Math.max(...series.map(({ length }) => length))
  let lag = 1
  while (lag < longest / 4 && autocorrelation(series, lag) > 0.1) lag++
  return Math.min(2 * lag, longest >> 1)
}

/** [sweeps] [points, size]: what each point contributes to the gradient. */
function scoresOf({ sweeps }: Problem, residuals: Float64Array, jacobian: Float64Array, size: number): Float64Array[] {
  let row = 0
  return sweeps.map((sweep) => {
    const scores = new Float64Array(sweep.nu.length * size)
    const parts = rowsPerPoint(sweep)
    for (let k = 0; k < sweep.nu.length; k++) {
      for (let part = 0; part < parts; part++, row++) {
        for (let i = 0; i < size; i++) scores[k * size + i] += residuals[row] * jacobian[row * size + i]
      }
    }
    return scores
  })
}

function alongSweeps(scores: readonly Float64Array[], size: number, reach: number): Float64Array {
  const sum = new Float64Array(size * size)
  for (const sweep of scores) {
    const points = sweep.length / size
    for (let lag = 0; lag <= Math.min(reach, points - 1); lag++) {
      const weight = 1 - lag / (reach + 1)
      for (let k = 0; k + lag < points; k++) addOuter(sum, sweep, k, k + lag, size, lag === 0 ? 0.5 : weight)
    }
  }
  return sum
}

/**
 * Correlation of neighbours in an autoregression, r[k] = memory r[k-1] + fresh. From the variogram at one and two points,
 * which a smooth line fitted through the noise hardly changes, or from the autocorrelation, whichever is larger.
 */
function noiseMemory(series: readonly Float64Array[]): number {
  const [one, two] = [variogram(series, 1), variogram(series, 2)]
  const fromVariogram = one > 0 ? two / one - 1 : 0
  return Math.min(0.95, Math.max(0, fromVariogram, autocorrelation(series, 1)))
}

/** Mean of (r[k + lag] - r[k])^2 / 2 */
function variogram(series: readonly Float64Array[], lag: number): number {
  let [sum, count] = [0, 0]
  for (const r of series) {
    for (let k = 0; k + lag < r.length; k++) sum += (r[k + lag] - r[k]) ** 2 / 2
    count += Math.max(0, r.length - lag)
  }
  return count > 0 ? sum / count : 0
}

/** Sum over pairs of rows of one sweep and component of memory^distance J_k J_l^T, by recursion. */
function memoryScores({ sweeps }: Problem, jacobian: Float64Array, size: number, memory: number): Float64Array {
  const sum = new Float64Array(size * size)
  let first = 0
  for (const sweep of sweeps) {
    const parts = rowsPerPoint(sweep)
    for (let part = 0; part < parts; part++) {
      const past = new Float64Array(size)
      for (let k = 0; k < sweep.nu.length; k++) {
        const row = (first + k * parts + part) * size
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < size; j++) {
            sum[i * size + j] += jacobian[row + i] * (jacobian[row + j] + past[j]) + past[i] * jacobian[row + j]
          }
        }
        for (let i = 0; i < size; i++) past[i] = memory * (past[i] + jacobian[row + i])
      }
    }
    first += sweep.nu.length * parts
  }
  return sum
}

function overSweeps(scores: readonly Float64Array[], size: number): Float64Array {
  const sum = new Float64Array(size * size)
  for (const sweep of scores) {
    const total = new Float64Array(size)
    sweep.forEach((value, at) => (total[at % size] += value))
    addOuter(sum, total, 0, 0, size, (0.5 * scores.length) / (scores.length - 1))
  }
  return sum
}

/** sum += weight (s_a s_b^T + s_b s_a^T) */
function addOuter(sum: Float64Array, s: Float64Array, a: number, b: number, size: number, weight: number): void {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      sum[i * size + j] += weight * (s[a * size + i] * s[b * size + j] + s[b * size + i] * s[a * size + j])
    }
  }
}

function product(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const c = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      for (let j = 0; j < size; j++) c[i * size + j] += a[i * size + k] * b[k * size + j]
    }
  }
  return c
}
