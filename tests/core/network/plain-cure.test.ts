import { describe, expect, it } from 'vitest'
import { bestWidths, blurred, enlarged, squaredDistance } from '../../../src/core/network/plain-cure'
import { Purpose } from '../../../src/core/random/purpose'
import { createStream, normal } from '../../../src/core/random/stream'

const grid = { rows: 24, columns: 32 }

function filled(value: (row: number, column: number) => number, { rows, columns } = grid): Float64Array {
  return Float64Array.from({ length: rows * columns }, (_, cell) => value(Math.floor(cell / columns), cell % columns))
}

describe('bilinear enlargement', () => {
  it('keeps a plane inside, and its outermost value beyond the middle of the outermost cells', () => {
    const plane = (row: number, column: number): number => 3 * row - 2 * column
    // The middle of a coarse cell of four is 1.5 fine cells from its first.
    const coarse = filled((row, column) => plane(4 * row + 1.5, 4 * column + 1.5), { rows: 6, columns: 8 })
    const fine = enlarged(coarse, 4, grid)
    for (const [row, column] of [[2, 2], [10, 17], [21, 29]] as const) expect(fine[row * 32 + column]).toBeCloseTo(plane(row, column), 10)
    expect(fine[0]).toBeCloseTo(plane(1.5, 1.5), 10)
  })

  it('leaves a map as it is where there is nothing to enlarge, and goes along a curve', () => {
    const map = filled((row, column) => Math.sin(row * column))
    expect(enlarged(map, 1, grid)).toEqual(map)
    expect(Array.from(enlarged([0, 1], 2, { rows: 1, columns: 4 }))).toEqual([0, 0.25, 0.75, 1])
  })
})

describe('a Gaussian blur', () => {
  it('widens a Gaussian to the root of the sum of squares', () => {
    const bump = (width: number) => filled((row, column) => Math.exp(-((row - 12) ** 2 + (column - 16) ** 2) / 2 / width ** 2) / width ** 2)
    const [before, after] = [blurred(bump(2), grid, [1.5, 1.5]), bump(2.5)]
    expect(Math.sqrt(squaredDistance(before, after) / squaredDistance(after, after.map(() => 0)))).toBeLessThan(0.01)
  })

  it('leaves a constant as it is, at the edges too', () => {
    for (const value of blurred(filled(() => 0.7), grid, [3, 1])) expect(value).toBeCloseTo(0.7, 12)
  })

  it('has the widths that do best: none where there is no noise, and along the axis on which nothing changes the widest', () => {
    const clean = filled((_, column) => Math.sin(column))
    expect(bestWidths([clean], [clean], grid)[1]).toBe(0)
    const stream = createStream(3, Purpose.sampleNoise)
    const noisy = clean.map((value) => value + 0.3 * normal(stream))
    const [down, across] = bestWidths([noisy], [clean], grid)
    expect(down).toBe(4)
    expect(across).toBeLessThan(1)
  })
})
