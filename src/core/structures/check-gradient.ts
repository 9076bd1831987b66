/**
 * The gradient by automatic differentiation against central finite differences. Step cbrt(machine epsilon) times the coordinate's
 * size, where truncation and rounding are alike (W. H. Press et al., Numerical Recipes (3rd ed., 2007), section 5.7).
 */
import type { Objective } from './objective'

const STEP = Math.cbrt(Number.EPSILON)

export interface GradientCheck {
  /** Largest difference, as a fraction of the largest component of the gradient or 1, whichever is larger. */
  readonly difference: number
  /** Coordinate where it is largest. */
  readonly at: number
  readonly checked: number
}

/** @param most coordinates that are checked, evenly spread, since each costs two evaluations */
export function checkGradient({ size, gradient }: Objective, position: Float64Array, most = 400): GradientCheck {
  const [slope, unused, shifted] = [new Float64Array(size), new Float64Array(size), position.slice()]
  gradient(position, slope)
  const scale = slope.reduce((so, value) => Math.max(so, Math.abs(value)), 1)
  const checked = Math.min(size, most)
  let worst = { difference: 0, at: 0 }
  for (let k = 0; k < checked; k++) {
    const coordinate = Math.floor((k * size) / checked)
    const centre = position[coordinate] as number
    const step = STEP * Math.max(1, Math.abs(centre))
    shifted[coordinate] = centre + step
    const above = gradient(shifted, unused)
    shifted[coordinate] = centre - step
    const below = gradient(shifted, unused)
    shifted[coordinate] = centre
    const difference = Math.abs((above - below) / (2 * step) - (slope[coordinate] as number)) / scale
    if (!(difference <= worst.difference)) worst = { difference, at: coordinate }
  }
  return { ...worst, checked }
}
