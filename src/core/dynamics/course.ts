/** The course of the drive along a sweep: its frequency and its phase at every half step, computed once in double precision. */
import type { SweepRecipe } from '../recipe/measurement'
import { integral, lawOf } from './phase'
import type { PhaseTable } from './phase'
import { frequencyAt, phaseAt } from './sweep'
import { checkFrequency, lawGraph } from './sweep-law'

/** Entry k of 2 steps + 1 is at t = k dt/2. */
export interface Course {
  readonly omega: Float64Array
  /** Integral of omega from t = 0. */
  readonly phase: Float64Array
}

/** @throws SharkfinError whose code begins with `formula-`, and `sweep-law-infinite` */
export function courseOf(sweep: SweepRecipe): Course {
  const entries = 2 * sweep.steps + 1
  if (sweep.law === null) {
    return {
      omega: Float64Array.from({ length: entries }, (_, k) => frequencyAt(sweep, k)),
      phase: Float64Array.from({ length: entries }, (_, k) => phaseAt(sweep, k))
    }
  }
  const omegaAt = lawOf(lawGraph(sweep))
  const half = sweep.duration / (2 * (sweep.steps - 1))
  const omega = Float64Array.from({ length: entries }, (_, k) => omegaAt(k * half))
  omega.forEach((value, k) => checkFrequency(value, k * half))
  return { omega, phase: cumulated(omegaAt, half, entries) }
}

function cumulated(omegaAt: (t: number) => number, half: number, entries: number): Float64Array {
  const phase = new Float64Array(entries)
  for (let k = 1; k < entries; k++) phase[k] = (phase[k - 1] ?? NaN) + integral(omegaAt, (k - 1) * half, half)
  return phase
}

/** @returns [steps] drive frequency at the end of each step */
export function omegaAfterSteps({ omega }: Course): Float64Array {
  return Float64Array.from({ length: (omega.length - 1) / 2 }, (_, step) => omega[2 * step + 2] ?? NaN)
}

/** @returns null for a linear sweep, whose phase stands in the equations themselves */
export function phaseTable(sweep: SweepRecipe, { phase }: Course): PhaseTable | null {
  if (sweep.law === null) return null
  return { law: lawGraph(sweep), phase, half: sweep.duration / (2 * (sweep.steps - 1)) }
}
