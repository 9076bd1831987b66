/** What all minimisers share: where they are, what they have done, and when they are done. */
import type { NaturalUnits, Objective } from '../objective'

export interface Minimiser {
  /** [size] */
  readonly position: Float64Array
  /** [size] gradient at `position` */
  readonly slope: Float64Array
  value: number
  /** Euclidean norm of the gradient. */
  norm: number
  steps: number
  evaluations: number
  state: 'going' | 'converged' | 'diverged'
  /** One step of the method; nothing once the state is not `going`. Allocates nothing. */
  readonly step: () => void
}

export type Progress = Omit<Minimiser, 'step'>

/** The same, with what it is judged by. */
type Judged = Progress & { readonly first: { readonly value: number; readonly norm: number }; readonly units: NaturalUnits }

/** A gradient this small, beside the usual force or the first one, is zero as far as double precision tells. */
const CONVERGED = 1e-11
/** Rounding of the places themselves, times some of the usual stiffness, is all that is left of the gradient far from the origin. */
const ROUNDING = 16 * Number.EPSILON
/** A value this far from the first one, beside the usual energy, will not come back; downwards, the energy has no bottom. */
const DIVERGED = 1e9

export function begin(objective: Objective, start: ArrayLike<number>): Judged {
  const position = Float64Array.from(start)
  const slope = new Float64Array(objective.size)
  const value = objective.gradient(position, slope)
  const norm = normOf(slope)
  const units = objective.units ?? { length: 1, force: 1 }
  const state = norm <= CONVERGED * units.force ? 'converged' : 'going'
  return { position, slope, value, norm, steps: 0, evaluations: 1, state, first: { value, norm }, units }
}

/** Judges a step that has just set `position`, `slope` and `value`. */
export function judge(progress: Judged): void {
  progress.steps++
  progress.norm = normOf(progress.slope)
  const { value, norm, first, units: { length, force } } = progress
  if (!Number.isFinite(value) || !Number.isFinite(norm) || Math.abs(value - first.value) > DIVERGED * (force * length + Math.abs(first.value))) progress.state = 'diverged'
  else if (norm <= Math.max(CONVERGED * Math.max(force, first.norm), ROUNDING * (force / length) * normOf(progress.position))) progress.state = 'converged'
}

/** A minimiser whose step moves `position` alone; the gradient there is then evaluated once. */
export function firstOrder(objective: Objective, start: ArrayLike<number>, move: (position: Float64Array, slope: Float64Array, step: number) => void): Minimiser {
  const progress = begin(objective, start)
  const step = (): void => {
    if (progress.state !== 'going') return
    move(progress.position, progress.slope, progress.steps + 1)
    progress.value = objective.gradient(progress.position, progress.slope)
    progress.evaluations++
    judge(progress)
  }
  return Object.assign(progress, { step })
}

export function normOf(v: Float64Array): number {
  return Math.sqrt(dot(v, v))
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += (a[k] as number) * (b[k] as number)
  return sum
}
