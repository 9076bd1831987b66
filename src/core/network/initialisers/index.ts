/** Where a network begins: drawn weights, and what else its layers carry at their neutral values. */
import type { NetworkRecipe } from '../../recipe/network'
import { Purpose } from '../../random/purpose'
import { createStream, seek } from '../../random/stream'
import type { NetworkModel } from '../model'
import { parameterLayout, sizeOf, statisticsLayout } from '../parameters'
import type { Slot } from '../parameters'
import { glorotUniform } from './glorot-uniform'
import { heNormal } from './he-normal'
import type { Initialiser } from './initialiser'
import { lecunNormal } from './lecun-normal'
import { orthogonal } from './orthogonal'

const initialisers: Readonly<Record<NetworkRecipe['initialiser'], Initialiser>> = {
  'lecun-normal': lecunNormal,
  'glorot-uniform': glorotUniform,
  'he-normal': heNormal,
  orthogonal
}

/**
 * @param seed unsigned 32-bit integer; the place of a weight in the layout addresses its own stream
 * @returns the flat vector, laid out as `parameterLayout` says
 */
export function firstParameters(model: NetworkModel, initialiser: NetworkRecipe['initialiser'], seed: number): Float32Array<ArrayBuffer> {
  const stream = createStream(seed, Purpose.initialisation)
  return filled(parameterLayout(model), (values, { begin }, place) => {
    if (typeof begin === 'number') return values.fill(begin)
    return initialisers[initialiser](values, begin, seek(stream, 0, place))
  })
}

/**
 * The running statistics before any batch, and the scaling.
 * @param measured scaling by name (scaling.ts)
 */
export function firstStatistics(model: NetworkModel, measured: Readonly<Record<string, Float32Array>>): Float32Array<ArrayBuffer> {
  return filled(statisticsLayout(model), (values, { begin, name }) => {
    const known = measured[name]
    if (known) values.set(known)
    else if (typeof begin === 'number') values.fill(begin)
  })
}

function filled(layout: readonly Slot[], fill: (values: Float32Array, slot: Slot, place: number) => unknown): Float32Array<ArrayBuffer> {
  const flat = new Float32Array(sizeOf(layout))
  layout.forEach((slot, place) => fill(flat.subarray(slot.offset, slot.offset + slot.size), slot, place))
  return flat
}
