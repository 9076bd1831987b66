/** The plane of codes in numbers: where samples lie, the maps between them, and the sample next to a point. */
import type { Halves } from '../../../../core/network/narrow'
import type { Range } from '../../../charts/model'
import type { Vectors } from '../../../../core/network/state'

export type Code = readonly [number, number]

export interface Plane {
  readonly ranges: readonly [Range, Range]
  /** Of the samples [samples, 2] */
  readonly codes: Float64Array
  /** [across, across] maps one after another, the lowest row first. */
  readonly maps: Float64Array
  readonly across: number
}

/** The room between the outermost samples and the edge, as a share of their spread. */
const MARGIN = 0.06

/** @param x [samples, inputs] */
export function planeOf({ encode, decode }: Halves, vectors: Vectors<Float32Array>, x: Float32Array, samples: number, across: number): Plane {
  const codes = encode(vectors, x, samples)
  const ranges = [rangeAlong(codes, 0), rangeAlong(codes, 1)] as const
  const middles = new Float64Array(2 * across * across)
  for (let tile = 0; tile < across * across; tile++) {
    middles[2 * tile] = between(ranges[0], ((tile % across) + 0.5) / across)
    middles[2 * tile + 1] = between(ranges[1], (Math.floor(tile / across) + 0.5) / across)
  }
  return { ranges, codes, maps: across > 0 ? decode(vectors, middles, across * across) : new Float64Array(), across }
}

function rangeAlong(codes: Float64Array, axis: 0 | 1): Range {
  const own = codes.filter((_, index) => index % 2 === axis)
  const [low, high] = [Math.min(...own), Math.max(...own)]
  const margin = high > low ? MARGIN * (high - low) : 0.5
  return [low - margin, high + margin]
}

export function between([low, high]: Range, share: number): number {
  return low + share * (high - low)
}

export function shareOf([low, high]: Range, value: number): number {
  return (value - low) / (high - low)
}

/** The sample whose code lies next to a point, both axes counted in shares of the plane. */
export function nearest({ codes, ranges }: Plane, [a, b]: Code): number {
  let [best, least] = [0, Infinity]
  for (let k = 0; k < codes.length / 2; k++) {
    const distance = (shareOf(ranges[0], codes[2 * k] ?? NaN) - shareOf(ranges[0], a)) ** 2 + (shareOf(ranges[1], codes[2 * k + 1] ?? NaN) - shareOf(ranges[1], b)) ** 2
    if (distance < least) [best, least] = [k, distance]
  }
  return best
}
