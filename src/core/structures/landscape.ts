/** Energy over a plane through one place, and the shadow of a descent's path on it. */
import { Purpose } from '../random/purpose'
import { createStream, normal, seek } from '../random/stream'
import type { Objective } from './objective'
import { dot, normOf } from './minimisers/minimiser'

export interface Plane {
  readonly centre: Float64Array
  /** Two orthonormal directions. */
  readonly u: Float64Array
  readonly v: Float64Array
}

/** The plane of two coordinates: how the energy changes with these two alone. */
export function coordinatePlane(centre: Float64Array, first: number, second: number): Plane {
  const along = (coordinate: number): Float64Array => Float64Array.from(centre, (_, k) => (k === coordinate ? 1 : 0))
  return { centre, u: along(first), v: along(second) }
}

/** A random plane (H. Li, Z. Xu, G. Taylor, C. Studer and T. Goldstein, arXiv:1712.09913, without their scaling, which masses do not need). */
export function randomPlane(centre: Float64Array, seed: number): Plane {
  const stream = createStream(seed, Purpose.direction)
  const draw = (which: number): Float64Array => {
    seek(stream, 1, which)
    return Float64Array.from(centre, () => normal(stream))
  }
  return orthonormal(centre, draw(0), draw(1))
}

/** The plane that a path lies in best: from its end to its beginning, and the largest deviation from that line. */
export function pathPlane(path: readonly Float64Array[], end: Float64Array): Plane {
  const first = path[0] ?? end
  const u = first.map((value, k) => value - (end[k] as number))
  const length = normOf(u)
  if (length === 0) return randomPlane(end, 0)
  let widest: Float64Array | null = null
  for (const place of path) {
    const away = place.map((value, k) => value - (end[k] as number))
    const share = dot(away, u) / (length * length)
    const aside = away.map((value, k) => value - share * (u[k] as number))
    if (!widest || normOf(aside) > normOf(widest)) widest = aside
  }
  return orthonormal(end, u, widest && normOf(widest) > 1e-9 * length ? widest : randomPlane(end, 0).u)
}

/** Gram and Schmidt. */
function orthonormal(centre: Float64Array, first: Float64Array, second: Float64Array): Plane {
  const u = first.map((value) => value / normOf(first))
  const share = dot(u, second)
  const aside = second.map((value, k) => value - share * (u[k] as number))
  const length = normOf(aside)
  return { centre, u, v: length > 0 ? aside.map((value) => value / length) : aside }
}

export interface Grid {
  /** Values of the two directions' coordinates. */
  readonly x: Float64Array
  readonly y: Float64Array
  /** [rows = y, columns = x] */
  readonly values: Float64Array
}

/** @param x from and to along u; @param y along v */
export function landscape(objective: Objective, plane: Plane, x: readonly [number, number], y: readonly [number, number], points: number): Grid {
  const axis = ([from, to]: readonly [number, number]): Float64Array => Float64Array.from({ length: points }, (_, k) => from + ((to - from) * k) / (points - 1))
  const [xs, ys] = [axis(x), axis(y)]
  const values = new Float64Array(points * points)
  const [place, unused] = [new Float64Array(objective.size), new Float64Array(objective.size)]
  ys.forEach((b, row) =>
    xs.forEach((a, column) => {
      for (let k = 0; k < place.length; k++) place[k] = (plane.centre[k] as number) + a * (plane.u[k] as number) + b * (plane.v[k] as number)
      values[row * points + column] = objective.gradient(place, unused)
    })
  )
  return { x: xs, y: ys, values }
}

/** The path's places in the plane's coordinates. */
export function project({ centre, u, v }: Plane, path: readonly Float64Array[]): { readonly x: Float64Array; readonly y: Float64Array } {
  const along = (direction: Float64Array) => (place: Float64Array): number => {
    let sum = 0
    for (let k = 0; k < place.length; k++) sum += ((place[k] as number) - (centre[k] as number)) * (direction[k] as number)
    return sum
  }
  return { x: Float64Array.from(path, along(u)), y: Float64Array.from(path, along(v)) }
}

/** As wide as the paths and half as much again, with the centre inside; where they have no width, half a unit. */
export function rangeAround(paths: readonly Float64Array[]): readonly [number, number] {
  let [low, high] = [0, 0]
  for (const path of paths) {
    for (const value of path) {
      if (value < low) low = value
      if (value > high && Number.isFinite(value)) high = value
    }
  }
  const width = Math.max(high - low, 0.5)
  return [low - width / 4, high + width / 4]
}
