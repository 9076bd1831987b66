/** Which coordinates of a structure may move, in which order, and the arrays in which its nodes and springs lie. */
import { SharkfinError } from '../contract/errors'
import type { Structure } from '../recipe/structure'

export interface Layout {
  /** Coordinates that may move. */
  readonly size: number
  /** [size] node of each of them. */
  readonly nodeOf: Int32Array
  /** [size] 0: x, 1: y. */
  readonly axisOf: Uint8Array
  /** [2 nodes] place of x and y of each node among those that move, or -1. */
  readonly place: Int32Array
  /** [2 nodes] x and y of each node as the structure has them. */
  readonly coordinates: Float64Array
  /** [springs] their nodes. */
  readonly a: Int32Array
  readonly b: Int32Array
  /** [nodes] */
  readonly masses: Float64Array
}

export function layOut({ nodes, springs }: Structure): Layout {
  const place = new Int32Array(2 * nodes.length).fill(-1)
  const moving: number[] = []
  nodes.forEach(({ free }, node) => {
    if (free === 'x' || free === 'both') place[2 * node] = moving.push(2 * node) - 1
    if (free === 'y' || free === 'both') place[2 * node + 1] = moving.push(2 * node + 1) - 1
  })
  return {
    size: moving.length,
    nodeOf: Int32Array.from(moving, (coordinate) => coordinate >> 1),
    axisOf: Uint8Array.from(moving, (coordinate) => coordinate & 1),
    place,
    coordinates: Float64Array.from(nodes.flatMap(({ x, y }) => [x, y])),
    a: Int32Array.from(springs, ({ a }) => a),
    b: Int32Array.from(springs, ({ b }) => b),
    masses: Float64Array.from(nodes, ({ mass }) => mass)
  }
}

/** [size] the structure's own places of what may move. */
export function startOf({ coordinates, nodeOf, axisOf, size }: Layout): Float64Array {
  return Float64Array.from({ length: size }, (_, k) => coordinates[2 * (nodeOf[k] as number) + (axisOf[k] as number)] ?? NaN)
}

/** [size] the mass that each moving coordinate carries. */
export function massesOf({ masses, nodeOf, size }: Layout): Float64Array {
  return Float64Array.from({ length: size }, (_, k) => masses[nodeOf[k] as number] ?? NaN)
}

/**
 * [springs] one constant's value for each spring: its own, or that of all.
 * @throws SharkfinError `structure-missing-constant`
 */
export function constantOfSprings({ springs, constants }: Structure, name: string): Float64Array {
  return Float64Array.from(springs, (spring, index) => {
    const value = spring.constants?.[name] ?? constants[name]
    if (value !== undefined) return value
    throw new SharkfinError({
      code: 'structure-missing-constant',
      message: `Spring ${index + 1} has no value for "${name}", which other springs have.`,
      remedy: `Give it one, or add a constant ${name} for all springs.`,
      place: { field: 'springEnergy' }
    })
  })
}

/** Writes a position of what may move among the coordinates of all nodes. */
export function scatter({ nodeOf, axisOf, size }: Layout, position: ArrayLike<number>, coordinates: Float64Array): void {
  for (let k = 0; k < size; k++) coordinates[2 * (nodeOf[k] as number) + (axisOf[k] as number)] = position[k] as number
}

/** Lengths of all springs. */
export function measure(a: Int32Array, b: Int32Array, at: Float64Array, length: Float64Array): void {
  for (let k = 0; k < length.length; k++) {
    const p = 2 * (a[k] as number)
    const q = 2 * (b[k] as number)
    const dx = (at[q] as number) - (at[p] as number)
    const dy = (at[q + 1] as number) - (at[p + 1] as number)
    length[k] = Math.sqrt(dx * dx + dy * dy)
  }
}
