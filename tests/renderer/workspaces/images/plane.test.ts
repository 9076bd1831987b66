import { expect, it } from 'vitest'
import type { Halves } from '../../../../src/core/network/narrow'
import { nearest, planeOf, shareOf } from '../../../../src/renderer/workspaces/images/outlook/plane'

/** A sample is its code, and a code is said as itself and its double: what a linear network does. */
const linear: Halves = {
  width: 2,
  encode: (_, x) => Float64Array.from(x),
  decode: (_, codes) => Float64Array.from(codes, (value) => 2 * value)
}
const x = Float32Array.from([0, 0, 1, 4, 0.5, 1])

it('a plane holds all samples, with the map at the middle of each of its tiles', () => {
  const plane = planeOf(linear, {}, x, 3, 2)
  expect(plane.ranges.map(([low, high]) => [low, high].map((end) => Number(end.toFixed(6))))).toEqual([[-0.06, 1.06], [-0.24, 4.24]])
  // Tiles: low left, low right, high left, high right; each says twice its middle.
  expect(Array.from(plane.maps, (value) => Number((value / 2).toFixed(6)))).toEqual([0.22, 0.88, 0.78, 0.88, 0.22, 3.12, 0.78, 3.12])
  expect(plane.codes.every((code, k) => shareOf(plane.ranges[k % 2 === 0 ? 0 : 1], code) > 0)).toBe(true)
})

it('the nearest sample is counted in shares of the plane', () => {
  const plane = planeOf(linear, {}, x, 3, 0)
  expect(plane.maps).toHaveLength(0)
  expect([nearest(plane, [0, 1.2]), nearest(plane, [0.9, 3]), nearest(plane, [0.4, 1.2])]).toEqual([0, 1, 2])
})
