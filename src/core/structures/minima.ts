/** Minima of a structure's energy: from many random starts by L-BFGS, those that end in one place counted together. */
import { Purpose } from '../random/purpose'
import { createStream, normal, seek } from '../random/stream'
import type { Energy } from './energy'
import { lBfgs } from './minimisers/l-bfgs'

/** Where starts come to rest. */
export interface Minimum {
  readonly position: Float64Array
  readonly value: number
  /** Norm of the gradient that is left. */
  readonly norm: number
  /** Starts that ended here. */
  readonly found: number
}

export interface Starts {
  /** Standard deviation of each coordinate about the structure's own place. */
  readonly spread: number
  readonly seed: number
}

const MOST_STEPS = 20_000
/** Of the spread. */
const SAME = 1e-3

/** Start `number` of this seed, the same whichever were followed before it. */
export function randomStart({ start }: Pick<Energy, 'start'>, { spread, seed }: Starts, number: number): Float64Array {
  const stream = seek(createStream(seed, Purpose.startingPlace), 0, number)
  return start.map((centre) => centre + spread * normal(stream))
}

/** @returns where the start comes to rest; null where the energy has no bottom, or more steps are needed */
export function followStart(energy: Energy, starts: Starts, number: number): Minimum | null {
  const minimiser = lBfgs(energy, randomStart(energy, starts, number))
  while (minimiser.state === 'going' && minimiser.steps < MOST_STEPS) minimiser.step()
  const { position, value, norm, state } = minimiser
  return state === 'converged' ? { position, value, norm, found: 1 } : null
}

/** Minima of two searches as one list, lowest first; those in one place are counted together. */
export function joinMinima(known: readonly Minimum[], more: readonly Minimum[], spread: number): Minimum[] {
  const joined = [...known]
  for (const minimum of more) {
    const at = joined.findIndex((one) => isSame(one, minimum, spread))
    const same = joined[at]
    if (same) joined[at] = { ...same, found: same.found + minimum.found }
    else joined.push(minimum)
  }
  return joined.sort((p, q) => p.value - q.value || q.found - p.found)
}

/** Places that differ by little beside the distance of the starts are one. */
function isSame(a: Minimum, b: Minimum, spread: number): boolean {
  let furthest = 0
  for (let k = 0; k < a.position.length; k++) furthest = Math.max(furthest, Math.abs((a.position[k] as number) - (b.position[k] as number)))
  return furthest < SAME * spread
}
