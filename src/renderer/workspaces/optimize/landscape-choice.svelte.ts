/** Which plane of the landscape is looked at. */
import type { Energy } from '../../../core/structures/energy'
import type { PlaneWords } from './landscape-chart'

export const PLANES = [
  { value: 'path', name: "the descent's own" },
  { value: 'coordinates', name: 'two coordinates' },
  { value: 'random', name: 'two random directions' }
] as const

class LandscapeChoice {
  kind: (typeof PLANES)[number]['value'] = $state('path')
  /** Places among the coordinates that may move, from 0. */
  first: number = $state(6)
  second: number = $state(13)
  seed: number = $state(1)
  /** Half the width of the plane; 0: as wide as the paths need. */
  width: number = $state(0)
  words: PlaneWords = $state.raw({ x: '', y: '', note: '' })

  /** Names the axes of what is about to be drawn. */
  name(energy: Energy | null): void {
    const words: Readonly<Record<typeof this.kind, PlaneWords>> = {
      path: { x: 'from the end back to the start', y: 'largest deviation from that line', note: 'the plane in which the descent turns' },
      random: { x: 'first direction', y: 'second direction', note: `two random orthonormal directions, seed ${this.seed}` },
      coordinates: { x: `${coordinateName(energy, this.first)}, from where it ended`, y: `${coordinateName(energy, this.second)}, from where it ended`, note: 'all other coordinates held where the descent ended' }
    }
    this.words = words[this.kind]
  }
}

export const landscapeChoice = new LandscapeChoice()

/** 'y of mass 7' */
export function coordinateName(energy: Energy | null, coordinate: number): string {
  if (!energy || coordinate < 0 || coordinate >= energy.size) return 'coordinate'
  const { nodeOf, axisOf } = energy.layout
  return `${axisOf[coordinate] === 0 ? 'x' : 'y'} of node ${(nodeOf[coordinate] ?? 0) + 1}`
}
