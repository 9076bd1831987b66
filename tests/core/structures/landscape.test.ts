import { describe, expect, test } from 'vitest'
import { coordinatePlane, landscape, pathPlane, project, randomPlane } from '../../../src/core/structures/landscape'
import { dot } from '../../../src/core/structures/minimisers/minimiser'
import { quadratic } from './support'

describe('landscape', () => {
  test('of a quadratic over two of its coordinates is that quadratic', () => {
    const grid = landscape(quadratic([1, 2, 3]), coordinatePlane(new Float64Array(3), 0, 2), [-1, 1], [-2, 2], 5)
    grid.y.forEach((b, row) => grid.x.forEach((a, column) => expect(grid.values[row * 5 + column]).toBeCloseTo(a * a / 2 + (3 * b * b) / 2, 12)))
  })

  test('random directions are orthonormal and the same for one seed', () => {
    const plane = randomPlane(new Float64Array(50), 3)
    expect(dot(plane.u, plane.u)).toBeCloseTo(1, 12)
    expect(dot(plane.v, plane.v)).toBeCloseTo(1, 12)
    expect(dot(plane.u, plane.v)).toBeCloseTo(0, 12)
    expect(randomPlane(new Float64Array(50), 3)).toEqual(plane)
    expect(randomPlane(new Float64Array(50), 4).u).not.toEqual(plane.u)
  })

  test("a path in a plane keeps its distances in its own plane's coordinates", () => {
    const path = [[4, 0, 0], [3, 0, 1], [1, 0, 2], [0, 0, 0]].map((place) => Float64Array.from(place))
    const end = path.at(-1) ?? new Float64Array(3)
    const { x, y } = project(pathPlane(path, end), path)
    path.forEach((place, k) => expect(Math.hypot(x[k] ?? NaN, y[k] ?? NaN)).toBeCloseTo(Math.hypot(...place), 12))
    expect(x[0]).toBeCloseTo(4, 12)
  })
})
