/**
 * RODAS, a Rosenbrock method of order 4 with an embedded error estimate of order 3, stiffly accurate and L-stable, for stiff
 * equations: E. Hairer and G. Wanner, Solving Ordinary Differential Equations II (2nd ed., 1996), section IV.7, in the form without
 * products of the Jacobian. Every stage solves with the same matrix 1/(gamma h) - J. Output between steps is the method's own, of order 3;
 * numbers are those of Hairer's rodas.f.
 */
import { factorise, solveFactorised } from './linear-system'
import { checkStep, errorNorm, firstStep } from './problem'
import type { Keep, Problem, Tolerances } from './problem'
import { afterRejection, afterSuccess } from './step-control'
import type { StepControl } from './step-control'

export const GAMMA = 0.25
export const NODES = [0, 0.386, 0.21, 0.63, 1, 1]
/** Weights of the time derivative of the slope. */
export const TIME = [0.25, -0.1043, 0.1035, -0.0362, 0, 0]
export const A: readonly (readonly number[])[] = [
  [],
  [1.544],
  [0.9466785280815826, 0.2557011698983284],
  [3.314825187068521, 2.896124015972201, 0.9986419139977817],
  [1.221224509226641, 6.019134481288629, 12.53708332932087, -0.687886036105895],
  [1.221224509226641, 6.019134481288629, 12.53708332932087, -0.687886036105895, 1]
]
export const C: readonly (readonly number[])[] = [
  [],
  [-5.6688],
  [-2.430093356833875, -0.2063599157091915],
  [-0.1073529058151375, -9.594562251023355, -20.47028614809616],
  [7.496443313967647, -10.24680431464352, -33.99990352819905, 11.7089089320616],
  [8.083246795921522, -7.981132988064893, -31.52159432874371, 16.31930543123136, -6.058818238834054]
]
/** Of the continuous extension, two coefficients of the first five stages. */
export const DENSE: readonly (readonly number[])[] = [
  [10.12623508344586, -7.487995877610167, -34.80091861555747, -7.992771707568823, 1.025137723295662],
  [-0.6762803392801253, 6.087714651680015, 16.43084320892478, 24.76722511418386, -6.594389125716872]
]
export const ROSENBROCK_CONTROL: StepControl = { proportional: [2], integral: [], shrink: 0.2, grow: 6 }

interface Work {
  readonly k: readonly Float64Array[]
  readonly y: Float64Array
  readonly next: Float64Array
  readonly slope: Float64Array
  readonly nextSlope: Float64Array
  readonly timeSlope: Float64Array
  readonly jacobian: Float64Array
  readonly matrix: Float64Array
  readonly pivots: Int32Array
}

/**
 * @param problem with its Jacobian
 * @param start the time of the problem's initial state
 * @param times increasing, from `start` on
 * @throws SharkfinError `integration-failed`
 */
export function rosenbrock(problem: Problem, start: number, times: ArrayLike<number>, tolerances: Tolerances, keep: Keep): void {
  const end = times[times.length - 1] ?? start
  const work = workOf(problem)
  let [t, h, next] = [start, firstStep(problem, start, end, tolerances), 0]
  while (next < times.length && (times[next] ?? end) <= t) keep(next++, work.y)
  linearise(problem, work, t)
  while (next < times.length) {
    h = Math.min(h, end - t)
    checkStep(h, t)
    const possible = tryStep(problem, work, t, h)
    const error = possible ? errorNorm(work.k[NODES.length - 1] ?? work.y, work.y, work.next, tolerances) : Infinity
    if (!(error <= 1)) {
      h *= afterRejection(ROSENBROCK_CONTROL, error)
      continue
    }
    const reached = end - (t + h) <= 1e-14 * Math.abs(end) ? end : t + h
    for (; next < times.length && (times[next] ?? end) <= reached; next++) {
      keep(next, between(work, Math.min(1, ((times[next] ?? end) - t) / h)))
    }
    work.y.set(work.next)
    t = reached
    linearise(problem, work, t)
    h *= afterSuccess(ROSENBROCK_CONTROL, error, 1)
  }
}

function workOf({ initial }: Problem): Work {
  const size = initial.length
  const make = (): Float64Array => new Float64Array(size)
  return {
    k: NODES.map(make),
    y: Float64Array.from(initial),
    next: make(),
    slope: make(),
    nextSlope: make(),
    timeSlope: make(),
    jacobian: new Float64Array(size * size),
    matrix: new Float64Array(size * size),
    pivots: new Int32Array(size)
  }
}

/** Slope and its derivatives at the beginning of a step. Where a derivative does not exist (|z| at 0) it counts as 0. */
function linearise(problem: Problem, work: Work, t: number): void {
  const { y, slope, jacobian, timeSlope } = work
  if (!problem.jacobian) throw new RangeError('a Rosenbrock method needs the Jacobian')
  problem.slope(t, y, slope)
  problem.jacobian(t, y, jacobian)
  for (let at = 0; at < jacobian.length; at++) if (!Number.isFinite(jacobian[at])) jacobian[at] = 0
  timeSlope.fill(0)
  problem.timeSlope?.(t, y, timeSlope)
}

/** One step of length h from `y` to `next`; the last k is its error. @returns false where the matrix is singular */
function tryStep(problem: Problem, work: Work, t: number, h: number): boolean {
  const { k, y, next, slope, nextSlope, jacobian, matrix, pivots, timeSlope } = work
  const size = y.length
  for (let at = 0; at < matrix.length; at++) matrix[at] = -(jacobian[at] ?? NaN)
  for (let i = 0; i < size; i++) matrix[i * size + i] = (matrix[i * size + i] ?? NaN) + 1 / (GAMMA * h)
  if (!factorise(matrix, pivots, size)) return false
  for (let stage = 0; stage < NODES.length; stage++) {
    addStages(k, A[stage] ?? [], y, next)
    if (stage > 0) problem.slope(t + (NODES[stage] ?? 1) * h, next, nextSlope)
    const f = stage > 0 ? nextSlope : slope
    const out = k[stage] ?? next
    for (let i = 0; i < size; i++) {
      let sum = 0
      for (let s = 0; s < stage; s++) sum += ((C[stage]?.[s] ?? 0) * (k[s]?.[i] ?? NaN)) / h
      out[i] = (f[i] ?? NaN) + sum + h * (TIME[stage] ?? 0) * (timeSlope[i] ?? 0)
    }
    solveFactorised(matrix, pivots, size, out)
  }
  addStages(k, [...(A[NODES.length - 1] ?? []), 1], y, next)
  return next.every(Number.isFinite)
}

/** y + sum of weights k */
function addStages(k: readonly Float64Array[], weights: readonly number[], y: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) {
    let sum = y[i] ?? NaN
    for (let s = 0; s < weights.length; s++) sum += (weights[s] ?? 0) * (k[s]?.[i] ?? NaN)
    out[i] = sum
  }
}

/** The state at a share of the step just made. */
function between({ k, y, next }: Work, share: number): Float64Array {
  const rest = 1 - share
  return y.map((from, i) => {
    const [first = NaN, second = NaN] = DENSE.map((weights) => weights.reduce((sum, weight, s) => sum + weight * (k[s]?.[i] ?? NaN), 0))
    return from + share * ((next[i] ?? NaN) - from + rest * (first + share * second))
  })
}

/** Steps of one length, for tests of order. @returns the state at the end */
export function rosenbrockFixed(problem: Problem, start: number, end: number, steps: number): Float64Array {
  const work = workOf(problem)
  const h = (end - start) / steps
  for (let step = 0; step < steps; step++) {
    linearise(problem, work, start + step * h)
    tryStep(problem, work, start + step * h, h)
    work.y.set(work.next)
  }
  return work.y
}
