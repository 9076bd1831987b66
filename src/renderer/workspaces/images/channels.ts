/** The channels that a network's first convolution sees: the response, and where each point lies. */
import type { LayerRecipe } from '../../../core/recipe/layers'
import type { Axis } from '../../../core/recipe/axes'

export interface Channel {
  readonly name: string
  /** [rows, columns]; null for the response, which differs from map to map. */
  readonly values: Float32Array | null
}

/** @returns the response alone where the network begins with no layer of coordinates */
export function channelsSeen([first]: readonly LayerRecipe[], [rows, columns]: readonly [Axis, Axis], quantity: string): readonly Channel[] {
  const response = { name: quantity, values: null }
  if (first?.kind !== 'coordinates') return [response]
  return [response, { name: `where along ${rows.name}`, values: ramp(rows.count, columns.count, 'down') }, { name: `where along ${columns.name}`, values: ramp(rows.count, columns.count, 'across') }]
}

/** From -1 at the first row or column to 1 at the last, as core/network/layers/coordinates.ts adds it. */
function ramp(rows: number, columns: number, direction: 'down' | 'across'): Float32Array {
  return Float32Array.from({ length: rows * columns }, (_, k) => {
    const [at, count] = direction === 'down' ? [Math.floor(k / columns), rows] : [k % columns, columns]
    return count > 1 ? (2 * at) / (count - 1) - 1 : 0
  })
}
