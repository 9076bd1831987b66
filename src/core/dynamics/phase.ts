/** The phase of a sweep at any time, where its law has no closed integral. */
import type { Graph } from '../formula/graph'
import type { SweepRecipe } from '../recipe/measurement'
import { integral } from './course'
import type { Course } from './course'
import { lawGraph, lawOf } from './sweep-law'

/** Plain data that may be sent to a thread. */
export interface PhaseTable {
  readonly law: Graph
  /** [2 steps + 1] phase at t = k half. */
  readonly phase: Float64Array
  readonly half: number
}

/** @returns null for a linear sweep, whose phase stands in the equations themselves */
export function phaseTable(sweep: SweepRecipe, { phase }: Course): PhaseTable | null {
  if (sweep.law === null) return null
  return { law: lawGraph(sweep), phase, half: sweep.duration / (2 * (sweep.steps - 1)) }
}

/** @returns phase(t): the table's entry before t, and the integral from there on */
export function phaseOf({ law, phase, half }: PhaseTable): (t: number) => number {
  const omegaAt = lawOf(law)
  const last = phase.length - 1
  return (t) => {
    const k = Math.min(last, Math.max(0, Math.floor(t / half)))
    return (phase[k] ?? NaN) + integral(omegaAt, k * half, t - k * half)
  }
}
