import { describe, expect, test } from 'vitest'
import { contourPieces } from '../../../src/renderer/charts/contours'

describe('contours', () => {
  test('of a cone are circles of that radius', () => {
    const size = 61
    const values = Float64Array.from({ length: size * size }, (_, k) => Math.hypot((k % size) - 30, Math.floor(k / size) - 30))
    const pieces = contourPieces(values, size, size, 20)
    expect(pieces.length / 4).toBeGreaterThan(100)
    let length = 0
    for (let k = 0; k < pieces.length; k += 4) {
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = pieces.slice(k, k + 4)
      // A straight piece inside a cell cuts a circle of radius 20 by less than 1/80.
      expect(Math.abs(Math.hypot(x0 - 30, y0 - 30) - 20)).toBeLessThan(0.02)
      length += Math.hypot(x1 - x0, y1 - y0)
    }
    expect(length / (2 * Math.PI * 20)).toBeCloseTo(1, 3)
  })

  test('a saddle has two pieces, joined as its middle says', () => {
    // Corners 1, 0 below and 0, 1 above, 0.5 in the middle: below it the corners of 0 are cut off, above it those of 1.
    const span = (pieces: number[]): number => Math.hypot((pieces[2] ?? 0) - (pieces[0] ?? 0), (pieces[3] ?? 0) - (pieces[1] ?? 0))
    for (const level of [0.4, 0.6]) {
      const pieces = contourPieces([1, 0, 0, 1], 2, 2, level)
      expect(pieces).toHaveLength(8)
      expect(span(pieces)).toBeCloseTo(0.4 * Math.SQRT2, 9)
    }
  })

  test('what is no number cuts a line off', () => {
    expect(contourPieces([0, 1, NaN, 1], 2, 2, 0.5)).toEqual([])
    expect(contourPieces([0, 1, 0, 1], 2, 2, 0.5)).toEqual([0.5, 0, 0.5, 1])
  })
})
