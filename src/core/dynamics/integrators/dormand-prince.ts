/**
 * The method of J. R. Dormand and P. J. Prince, J. Comput. Appl. Math. 6 (1980) 19: order 5, with an embedded error estimate of
 * order 4 and a step that is the first stage of the next. Step control is proportional and integral, output between steps of
 * order 4: E. Hairer, S. P. Norsett and G. Wanner, Solving Ordinary Differential Equations I (2nd ed., 1993), sections II.4 to II.6.
 */
import { checkStep, errorNorm, firstStep } from './problem'
import type { Keep, Problem, Tolerances } from './problem'
import { afterRejection, afterSuccess, memoryOf } from './step-control'
import type { StepControl } from './step-control'

export const NODES = [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1]
export const STAGES: readonly (readonly number[])[] = [
  [],
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84]
]
/** Order 5 less order 4. */
export const ERROR = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40]
/** Of the continuous extension. */
export const DENSE = [
  -12715105075 / 11282082432, 0, 87487479700 / 32700410799, -10690763975 / 1880347072, 701980252875 / 199316789632,
  -1453857185 / 822651844, 69997945 / 29380423
]
/** Exponents 5/32 and 1/16, near 1/5 - 3/4 of the latter. */
export const DORMAND_PRINCE_CONTROL: StepControl = { proportional: [3, 5], integral: [4], shrink: 0.2, grow: 10 }

interface Work {
  /** [stage][size] slopes */
  readonly k: readonly Float64Array[]
  readonly y: Float64Array
  readonly next: Float64Array
  readonly stage: Float64Array
  readonly error: Float64Array
}

/**
 * @param start the time of the problem's initial state
 * @param times increasing, from `start` on
 * @throws SharkfinError `integration-failed`
 */
export function dormandPrince(problem: Problem, start: number, times: ArrayLike<number>, tolerances: Tolerances, keep: Keep): void {
  const end = times[times.length - 1] ?? start
  const work = workOf(problem)
  let [t, h, memory, next] = [start, firstStep(problem, start, end, tolerances), memoryOf(DORMAND_PRINCE_CONTROL, 0), 0]
  problem.slope(t, work.y, slopeAt(work, 0))
  while (next < times.length && (times[next] ?? end) <= t) keep(next++, work.y)
  while (next < times.length) {
    h = Math.min(h, end - t)
    checkStep(h, t)
    tryStep(problem, work, t, h)
    const error = errorNorm(work.error, work.y, work.next, tolerances)
    if (!(error <= 1)) {
      h *= afterRejection(DORMAND_PRINCE_CONTROL, error)
      continue
    }
    const reached = end - (t + h) <= 1e-14 * Math.abs(end) ? end : t + h
    for (; next < times.length && (times[next] ?? end) <= reached; next++) {
      keep(next, between(work, h, Math.min(1, ((times[next] ?? end) - t) / h)))
    }
    accept(work)
    t = reached
    h *= afterSuccess(DORMAND_PRINCE_CONTROL, error, memory)
    memory = memoryOf(DORMAND_PRINCE_CONTROL, error)
  }
}

function workOf({ initial }: Problem): Work {
  const make = (): Float64Array => new Float64Array(initial.length)
  return { k: NODES.map(make), y: Float64Array.from(initial), next: make(), stage: make(), error: make() }
}

function slopeAt({ k }: Work, stage: number): Float64Array {
  const slope = k[stage]
  if (!slope) throw new RangeError(`there is no stage ${stage}`)
  return slope
}

/** base + h sum of weights k, into `out`. */
function combine({ k }: Work, weights: readonly number[], h: number, base: Float64Array | null, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) {
    let sum = 0
    for (let s = 0; s < weights.length; s++) sum += (weights[s] ?? 0) * (k[s]?.[i] ?? NaN)
    out[i] = (base ? (base[i] ?? NaN) : 0) + h * sum
  }
}

/** One step of length h from `y` to `next`, and its error; the first slope is there already. */
function tryStep(problem: Problem, work: Work, t: number, h: number): void {
  for (let stage = 1; stage < NODES.length; stage++) {
    const at = stage === NODES.length - 1 ? work.next : work.stage
    combine(work, STAGES[stage] ?? [], h, work.y, at)
    problem.slope(t + (NODES[stage] ?? 1) * h, at, slopeAt(work, stage))
  }
  combine(work, ERROR, h, null, work.error)
}

/** The state at a share of the step just made, by Hairer's continuous extension. */
function between(work: Work, h: number, share: number): Float64Array {
  const { y, next, stage } = work
  const [first, last] = [slopeAt(work, 0), slopeAt(work, NODES.length - 1)]
  combine(work, DENSE, h, null, stage)
  const rest = 1 - share
  return stage.map((dense, i) => {
    const [from, to] = [y[i] ?? NaN, next[i] ?? NaN]
    const change = to - from
    const bend = h * (first[i] ?? NaN) - change
    const twist = change - h * (last[i] ?? NaN) - bend
    return from + share * (change + rest * (bend + share * (twist + rest * dense)))
  })
}

function accept(work: Work): void {
  work.y.set(work.next)
  slopeAt(work, 0).set(slopeAt(work, NODES.length - 1))
}

/** Steps of one length, for tests of order. @returns the state at the end */
export function dormandPrinceFixed(problem: Problem, start: number, end: number, steps: number): Float64Array {
  const work = workOf(problem)
  const h = (end - start) / steps
  problem.slope(start, work.y, slopeAt(work, 0))
  for (let step = 0; step < steps; step++) {
    tryStep(problem, work, start + step * h, h)
    accept(work)
  }
  return work.y
}
