/** Minimisers side by side as one picture: each its own ink, its shapes of before as faint lines. */
import { desk } from './desk.svelte'
import type { Lane } from './lane'
import type { Picture, Trail } from './picture'
import { stage } from './stage.svelte'

export function lanePicture(): Picture {
  const { lanes, structure } = stage
  return {
    structure,
    shapes: lanes.map(({ coordinates, ink, name }) => ({ at: coordinates, ink, name, isMain: true, opacity: 1 })),
    trails: desk.showsAll ? lanes.filter((lane) => lane.shapes[0]?.length === lane.coordinates.length).map(trailOf) : []
  }
}

/** Fainter where it began; few of them are drawn more strongly than many. */
function trailOf(lane: Lane): Trail {
  const expected = Number.isFinite(lane.limit) ? Math.min(lane.limit / lane.stride, 160) : 120
  const strength = Math.min(0.5, 0.12 + 6 / expected)
  return {
    key: `${lane.name} ${lane.stride} ${stage.epoch}`,
    shapes: lane.shapes,
    ink: lane.ink,
    opacity: (index) => strength * (0.35 + 0.65 * Math.min(1, index / expected))
  }
}
