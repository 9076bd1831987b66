/**
 * A step length that satisfies the strong Wolfe conditions (J. Nocedal and S. J. Wright, Numerical Optimization (2nd ed., 2006),
 * algorithms 3.5 and 3.6, with the cubic interpolation of equation 3.59). Close to a minimum rounding hides the decrease of the value; there
 * slopes stand in for it (W. W. Hager and H. Zhang, SIAM J. Optim. 16 (2005) 170, equation 4.1).
 */
import type { Objective } from '../objective'
import { dot } from './minimiser'

const SUFFICIENT_DECREASE = 1e-4
const CURVATURE = 0.9
const LONGEST = 1e10
const MOST_TRIALS = 40
/** Rounding of a value, as a fraction of it. */
const ROUNDING = 1e-13

/** Where a search stands; its arrays are reused from step to step. */
export interface LineSearch {
  /** [size] the place of the last trial, and the gradient there. */
  readonly position: Float64Array
  readonly slope: Float64Array
  value: number
  evaluations: number
  /** The last search went further and further down without an end. */
  bottomless: boolean
  /**
   * @param direction downhill
   * @param first length of the first trial
   * @returns whether a length was found; then `position`, `slope` and `value` belong to it
   */
  readonly run: (from: Float64Array, value: number, slope: Float64Array, direction: Float64Array, first: number) => boolean
}

interface Trial {
  length: number
  value: number
  /** Derivative along the direction. */
  rate: number
}

export function createLineSearch(objective: Objective): LineSearch {
  const search: LineSearch = {
    position: new Float64Array(objective.size),
    slope: new Float64Array(objective.size),
    value: 0,
    evaluations: 0,
    bottomless: false,
    run: (from, value, slope, direction, first) => {
      search.bottomless = false
      const start: Trial = { length: 0, value, rate: dot(slope, direction) }
      const at = (length: number): Trial => {
        for (let k = 0; k < from.length; k++) search.position[k] = (from[k] as number) + length * (direction[k] as number)
        search.value = objective.gradient(search.position, search.slope)
        search.evaluations++
        return { length, value: search.value, rate: dot(search.slope, direction) }
      }
      const outcome = start.rate < 0 ? bracket(start, first, at) : 'none'
      search.bottomless = outcome === 'bottomless'
      return outcome === 'found'
    }
  }
  return search
}

type Evaluate = (length: number) => Trial
type Outcome = 'found' | 'none' | 'bottomless'

/** Algorithm 3.5: longer and longer steps, until one is good or lies beyond a good one. */
function bracket(start: Trial, first: number, at: Evaluate): Outcome {
  let previous = start
  let length = first
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    if (length > LONGEST) return 'bottomless'
    const here = at(length)
    if (here.value === -Infinity) return 'bottomless'
    if (!Number.isFinite(here.value)) {
      // Beyond where the energy is a number: halfway back.
      length = (previous.length + length) / 2
      continue
    }
    const lower = decreases(start, here)
    if (lower && isFlat(start, here)) return 'found'
    if (!lower || (trial > 0 && here.value >= previous.value)) return zoom(start, previous, here, at)
    if (here.rate >= 0) return zoom(start, here, previous, at)
    previous = here
    length *= 2
  }
  return 'none'
}

/** Algorithm 3.6: between the best trial so far and another one beyond the minimum. */
function zoom(start: Trial, low: Trial, high: Trial, at: Evaluate): Outcome {
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    const here = at(between(low, high))
    const lower = decreases(start, here)
    if (lower && isFlat(start, here)) return 'found'
    if (!lower || here.value >= low.value) high = here
    else {
      if (here.rate * (high.length - low.length) >= 0) high = low
      low = here
    }
    if (Math.abs(high.length - low.length) <= 1e-14 * Math.max(1, low.length)) break
  }
  if (low.length === 0) return 'none'
  // Rounding hides the minimum between two neighbouring lengths: the better one, where it is a decrease at all.
  return at(low.length).value < start.value ? 'found' : 'none'
}

function decreases(start: Trial, here: Trial): boolean {
  if (here.value <= start.value + SUFFICIENT_DECREASE * here.length * start.rate) return true
  const isLevel = here.value <= start.value + ROUNDING * Math.abs(start.value)
  return isLevel && here.rate <= (2 * SUFFICIENT_DECREASE - 1) * start.rate
}

function isFlat(start: Trial, here: Trial): boolean {
  return Math.abs(here.rate) <= -CURVATURE * start.rate
}

/** Minimum of the cubic through both trials, kept off the ends by a tenth. */
function between(a: Trial, b: Trial): number {
  const d1 = a.rate + b.rate - (3 * (a.value - b.value)) / (a.length - b.length)
  const square = d1 * d1 - a.rate * b.rate
  const d2 = Math.sign(b.length - a.length) * Math.sqrt(Math.max(0, square))
  const cubic = b.length - (b.length - a.length) * ((b.rate + d2 - d1) / (b.rate - a.rate + 2 * d2))
  const [near, far] = [Math.min(a.length, b.length), Math.max(a.length, b.length)]
  const margin = 0.1 * (far - near)
  if (!Number.isFinite(cubic) || square < 0) return (near + far) / 2
  return Math.min(Math.max(cubic, near + margin), far - margin)
}
