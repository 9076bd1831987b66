/**
 * L-BFGS (J. Nocedal and S. J. Wright, Numerical Optimization (2nd ed., 2006), algorithms 7.4 and 7.5): the direction is made of the last
 * few steps and the changes of the gradient along them, the length by a search that satisfies the strong Wolfe conditions.
 */
import type { Objective } from '../objective'
import { createLineSearch } from './line-search'
import { begin, dot, judge, type Minimiser } from './minimiser'

const MEMORY = 10

interface Pairs {
  /** Steps and changes of gradient, a ring of MEMORY. */
  readonly s: readonly Float64Array[]
  readonly y: readonly Float64Array[]
  readonly rho: Float64Array
  readonly alpha: Float64Array
  count: number
  next: number
}

export function lBfgs(objective: Objective, start: ArrayLike<number>): Minimiser {
  const progress = begin(objective, start)
  const { size } = objective
  const vectors = (): Float64Array[] => Array.from({ length: MEMORY }, () => new Float64Array(size))
  const pairs: Pairs = { s: vectors(), y: vectors(), rho: new Float64Array(MEMORY), alpha: new Float64Array(MEMORY), count: 0, next: 0 }
  const direction = new Float64Array(size)
  const search = createLineSearch(objective)
  const { position, slope } = progress
  const attempt = (): boolean => {
    chooseDirection(pairs, slope, direction)
    // Without memory the slope has no scale: about one unit of length.
    const first = pairs.count === 0 ? Math.min(1, 1 / Math.max(progress.norm, 1e-300)) : 1
    return search.run(position, progress.value, slope, direction, first)
  }
  const step = (): void => {
    if (progress.state !== 'going') return
    let found = attempt()
    if (!found && pairs.count > 0 && !search.bottomless) {
      pairs.count = 0
      found = attempt()
    }
    progress.evaluations = 1 + search.evaluations
    if (!found) {
      // Where not even straight downhill anything is lower, this is the minimum, as far as rounding tells.
      progress.steps++
      progress.state = search.bottomless || !Number.isFinite(progress.norm) ? 'diverged' : 'converged'
      return
    }
    remember(pairs, position, slope, search.position, search.slope)
    position.set(search.position)
    slope.set(search.slope)
    progress.value = search.value
    judge(progress)
  }
  return Object.assign(progress, { step })
}

/** Algorithm 7.4, the two-loop recursion; direction = -H slope. */
function chooseDirection({ s, y, rho, alpha, count, next }: Pairs, slope: Float64Array, direction: Float64Array): void {
  for (let k = 0; k < slope.length; k++) direction[k] = -(slope[k] as number)
  for (let back = 1; back <= count; back++) {
    const i = (next - back + MEMORY) % MEMORY
    const [si, yi] = [s[i] as Float64Array, y[i] as Float64Array]
    const a = (rho[i] as number) * dot(si, direction)
    alpha[i] = a
    addScaled(direction, -a, yi)
  }
  if (count > 0) {
    const i = (next - 1 + MEMORY) % MEMORY
    const yi = y[i] as Float64Array
    const gamma = 1 / ((rho[i] as number) * dot(yi, yi))
    for (let k = 0; k < direction.length; k++) direction[k] = (direction[k] as number) * gamma
  }
  for (let back = count; back >= 1; back--) {
    const i = (next - back + MEMORY) % MEMORY
    const beta = (rho[i] as number) * dot(y[i] as Float64Array, direction)
    addScaled(direction, (alpha[i] as number) - beta, s[i] as Float64Array)
  }
}

/** A pair without positive curvature would spoil the direction; the Wolfe conditions exclude it up to rounding. */
function remember(pairs: Pairs, x: Float64Array, g: Float64Array, xNew: Float64Array, gNew: Float64Array): void {
  const [s, y] = [pairs.s[pairs.next] as Float64Array, pairs.y[pairs.next] as Float64Array]
  for (let k = 0; k < x.length; k++) {
    s[k] = (xNew[k] as number) - (x[k] as number)
    y[k] = (gNew[k] as number) - (g[k] as number)
  }
  const curvature = dot(s, y)
  if (!(curvature > Number.EPSILON * dot(y, y))) return
  pairs.rho[pairs.next] = 1 / curvature
  pairs.next = (pairs.next + 1) % MEMORY
  pairs.count = Math.min(MEMORY, pairs.count + 1)
}

function addScaled(to: Float64Array, factor: number, v: Float64Array): void {
  for (let k = 0; k < to.length; k++) to[k] = (to[k] as number) + factor * (v[k] as number)
}
