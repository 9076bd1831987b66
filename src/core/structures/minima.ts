/** Minima of a structure's energy: from many random starts by L-BFGS, those that end in one place counted together. */
import { Purpose } from '../random/purpose'
import { createStream, normal, seek } from '../random/stream'
import type { Energy } from './energy'
import { lBfgs } from './minimisers/l-bfgs'
import { lowestCurvatures } from './modes'

export interface Minimum {
  readonly position: Float64Array
  readonly value: number
  /** Starts that ended here. */
  readonly found: number
  readonly norm: number
  /** The lowest eigenvalues of the Hessian, rising. */
  readonly curvatures: Float64Array
}

export interface MinimaSettings {
  readonly starts: number
  /** Standard deviation of each coordinate about the structure's own place. */
  readonly spread: number
  readonly seed: number
}

const MOST_STEPS = 5000
const CURVATURES = 3

export interface MinimaSearch {
  /** Starts that have been followed to the end. */
  done: number
  /** Starts that came to rest nowhere: the energy has no bottom there, or it needs more steps. */
  lost: number
  readonly next: () => void
  /** Lowest first. */
  readonly found: () => Minimum[]
}

/** One start at a time, so that a search can be shown and stopped. */
export function createMinimaSearch(energy: Energy, { spread, seed }: MinimaSettings): MinimaSearch {
  const stream = createStream(seed, Purpose.startingPlace)
  const places: { readonly position: Float64Array; readonly value: number; readonly norm: number; found: number }[] = []
  const search: MinimaSearch = {
    done: 0,
    lost: 0,
    next: () => {
      seek(stream, 0, search.done++)
      const start = energy.start.map((centre) => centre + spread * normal(stream))
      const minimiser = lBfgs(energy, start)
      while (minimiser.state === 'going' && minimiser.steps < MOST_STEPS) minimiser.step()
      const { position, value, norm, state } = minimiser
      if (state !== 'converged') return void search.lost++
      const same = places.find((place) => isSame(place, { position, value }, spread))
      if (same) same.found++
      else places.push({ position, value, norm, found: 1 })
    },
    found: () =>
      places
        .sort((p, q) => p.value - q.value || q.found - p.found)
        .map((place) => ({ ...place, curvatures: lowestCurvatures(energy, place.position, CURVATURES) }))
  }
  return search
}

/** Energies are flat at a minimum, places are not: two that differ by little in both are one. */
function isSame(a: { readonly position: Float64Array; readonly value: number }, b: typeof a, spread: number): boolean {
  if (Math.abs(a.value - b.value) > 1e-6 * (1 + Math.abs(a.value))) return false
  let furthest = 0
  for (let k = 0; k < a.position.length; k++) furthest = Math.max(furthest, Math.abs((a.position[k] as number) - (b.position[k] as number)))
  return furthest < 1e-3 * Math.max(1, spread)
}
