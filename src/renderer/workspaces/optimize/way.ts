/** How curved the energy was along a descent: at both ends a step may be short enough, and too long between them. */
import type { Method } from '../../../core/structures/minimisers'
import { pathOf, type Lane } from './lane'

export interface Way {
  /** Steps from the start, and the largest curvature at each of them. */
  readonly steps: readonly number[]
  readonly curvatures: ArrayLike<number>
}

export interface Narrow {
  readonly step: number
  readonly curvature: number
}

/** Methods whose longest step the curvature decides. */
export function hasBound(method: Method): method is 'gradient-descent' | 'momentum' {
  return method === 'gradient-descent' || method === 'momentum'
}

/** Times the curvature, the longest step: 2, or 2 (1 + beta) of the heavy ball (B. T. Polyak, USSR Comput. Math. Math. Phys. 4 (1964) 1). */
export function boundTimesCurvature({ method, choice }: Pick<Lane, 'method' | 'choice'>): number {
  return 2 * (1 + (method === 'momentum' ? choice.beta : 0))
}

/** Where the curvature is asked for: kept shapes, evenly thinned to at most so many. */
export function placesOnWay(lane: Lane, most: number): { readonly steps: number[]; readonly positions: Float64Array[] } {
  const path = pathOf(lane).slice(0, lane.shapeSteps.length)
  const every = Math.ceil(path.length / most)
  const chosen = path.flatMap((position, at) => (at % every === 0 && position.every(Number.isFinite) ? [{ position, step: lane.shapeSteps[at] ?? NaN }] : []))
  return { steps: chosen.map(({ step }) => step), positions: chosen.map(({ position }) => position) }
}

/** The first place where the step was too long, if there was one. */
export function firstTooLong(lane: Pick<Lane, 'method' | 'choice'>, { steps, curvatures }: Way): Narrow | null {
  const at = steps.findIndex((_, k) => lane.choice.eta * (curvatures[k] ?? NaN) > boundTimesCurvature(lane))
  return at < 0 ? null : { step: steps[at] ?? NaN, curvature: curvatures[at] ?? NaN }
}

/** The largest curvature met while the energy was not yet above where it began: beyond that the shapes are of no use. */
export function largestMet({ values }: Pick<Lane, 'values'>, { steps, curvatures }: Way): number {
  return steps.reduce((most, step, k) => ((values[step] ?? NaN) <= (values[0] ?? NaN) ? Math.max(most, curvatures[k] ?? NaN) : most), 0)
}

/** The place of the largest curvature. */
export function steepestOnWay({ steps, curvatures }: Way): Narrow | null {
  let best: Narrow | null = null
  steps.forEach((step, k) => {
    const curvature = curvatures[k] ?? NaN
    if (curvature > (best?.curvature ?? -Infinity)) best = { step, curvature }
  })
  return best
}
