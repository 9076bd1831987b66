import { describe, expect, test } from 'vitest'
import type { Picture } from '../../../src/core/measurement/pictures/picture'
import { likeness } from '../../../src/core/samples/likeness'
import { resizePicture, type PictureSize } from '../../../src/core/samples/resize-picture'

const resized = (picture: Picture, size: PictureSize): number[] => {
  const out = new Float32Array(size.rows * size.columns * size.channels)
  resizePicture(picture, size, out, 0)
  return Array.from(out)
}
const plane = (rows: number, columns: number, value: (row: number, column: number) => number): Picture => ({
  rows,
  columns,
  channels: 1,
  scale: 0.5,
  values: Array.from({ length: rows * columns }, (_, k) => value(Math.floor(k / columns), k % columns))
})

describe('a picture at another size', () => {
  test('keeps its numbers where the size is its own, and is scaled', () => {
    expect(resized(plane(2, 3, (row, column) => 3 * row + column), { rows: 2, columns: 3, channels: 1 })).toEqual([0, 0.5, 1, 1.5, 2, 2.5])
  })

  test('keeps a straight slope away from its edges, smaller and larger, each side for itself', () => {
    // Bin i of a side that is n times as long is centred at n (i + 1/2) - 1/2.
    const slope = plane(48, 60, (row, column) => 2 * row + 4 * column)
    const small = resized(slope, { rows: 16, columns: 15, channels: 1 })
    for (let row = 2; row < 14; row++) {
      for (let column = 2; column < 13; column++) expect(small[row * 15 + column]).toBeCloseTo(3 * (row + 0.5) - 0.5 + 2 * (4 * (column + 0.5) - 0.5), 3)
    }
    const large = resized(plane(8, 8, (row) => 2 * row), { rows: 16, columns: 8, channels: 1 })
    for (let row = 1; row < 15; row++) expect(large[row * 8 + 3]).toBeCloseTo((row + 0.5) / 2 - 0.5, 5)
  })

  test('is grey by its luma, coloured by its channels, and without its alpha', () => {
    const pixel: Picture = { rows: 1, columns: 1, channels: 4, scale: 1, values: [1, 2, 4, 9] }
    expect(resized(pixel, { rows: 1, columns: 1, channels: 1 })[0]).toBeCloseTo(0.2126 + 2 * 0.7152 + 4 * 0.0722, 6)
    expect(resized(pixel, { rows: 1, columns: 1, channels: 3 })).toEqual([1, 2, 4])
    expect(resized({ ...pixel, channels: 2, values: [3, 9] }, { rows: 1, columns: 1, channels: 3 })).toEqual([3, 3, 3])
  })
})

describe('how like a sample is to a set', () => {
  test('is the distance of its nearest neighbour over the largest of those that belong to the set', () => {
    // Numbers 0, 1, ... 19; neighbours are the even ones, probes the odd ones, each at a distance of 1.
    const x = Float32Array.from({ length: 20 }, (_, k) => k)
    const rows = { neighbours: Int32Array.from({ length: 10 }, (_, k) => 2 * k), probes: Int32Array.from({ length: 10 }, (_, k) => 2 * k + 1) }
    expect(likeness(x, 1, rows, Float32Array.of(7.5))?.farther).toBeCloseTo(0.5, 6)
    expect(likeness(x, 1, rows, Float32Array.of(25))).toMatchObject({ farther: 7, neighbours: 10, probes: 10 })
    expect(likeness(x, 1, { ...rows, probes: rows.probes.subarray(0, 3) }, Float32Array.of(25))).toBe(null)
  })
})
