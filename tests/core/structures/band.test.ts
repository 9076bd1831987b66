import { describe, expect, test } from 'vitest'
import { net } from '../../../src/core/structures/builders/net'
import { bandOf, factorise, narrowOrder, solve } from '../../../src/core/structures/band-cholesky'
import { createEnergy } from '../../../src/core/structures/energy'
import { createHessian } from '../../../src/core/structures/hessian'
import { lowestCurvatures, normalModes } from '../../../src/core/structures/modes'
import { lowestPairs } from '../../../src/core/structures/subspace-iteration'
import { chainWith, scattered } from './support'

describe('the band of a Hessian', () => {
  test('a solution solves, whatever the order of the coordinates', () => {
    const energy = createEnergy(net(9, 7))
    const hessian = createHessian(energy)
    const matrix = hessian.sparse()
    const order = narrowOrder(matrix)
    expect([...order].sort((p, q) => p - q)).toEqual(Array.from({ length: energy.size }, (_, k) => k))
    const band = bandOf(matrix, order, 0)
    // Seven nodes across, two coordinates each, and the next of both: nothing lies further from the diagonal than two rows.
    expect(band.width).toBeLessThan(2 * 2 * 9)
    expect(factorise(band)).toBe(true)
    const [b, x, back] = [scattered(energy.start, 1, 1), new Float64Array(energy.size), new Float64Array(energy.size)]
    solve(band, b, x)
    hessian.multiply(x, back)
    back.forEach((value, k) => expect(value).toBeCloseTo(b[k] ?? NaN, 9))
  })

  test('a matrix that is not positive definite is said to be so', () => {
    const buckled = createEnergy(chainWith(30, { l: 1.2, mg: 0 }))
    const matrix = createHessian(buckled).sparse()
    expect(factorise(bandOf(matrix, narrowOrder(matrix), 0))).toBe(false)
    expect(factorise(bandOf(matrix, narrowOrder(matrix), 5))).toBe(true)
  })
})

describe('the lowest modes of large structures', () => {
  test('of a chain of 2,000 masses are those of theory', () => {
    const energy = createEnergy(chainWith(2000, { mg: 0 }))
    normalModes(energy, energy.start, 8).forEach(({ square, shape }, k) => {
      const omega = 2 * Math.sin(((k + 1) * Math.PI) / 4002)
      expect(Math.sqrt(square) / omega).toBeCloseTo(1, 6)
      const wave = Float64Array.from(shape, (_, j) => Math.sin(((k + 1) * (j + 1) * Math.PI) / 2001))
      const overlap = wave.reduce((sum, value, j) => sum + value * (shape[j] ?? NaN), 0)
      expect(Math.abs(overlap) / Math.sqrt(2001 / 2)).toBeCloseTo(1, 6)
    })
  })

  test('of a straight chain that is too long fall away as theory says', () => {
    const energy = createEnergy(chainWith(400, { l: 1.2, mg: 0 }))
    lowestCurvatures(energy, energy.start, 4).forEach((value, k) => expect(value).toBeCloseTo(-4 * Math.cos(((k + 1) * Math.PI) / 802) ** 2, 8))
  })

  test('of a net agree with the decomposition of the whole matrix', () => {
    const energy = createEnergy(net(10, 10))
    const hessian = createHessian(energy)
    const place = scattered(energy.start, 0.1, 3)
    hessian.at(place)
    const pairs = lowestPairs(hessian.sparse(), hessian, 6)
    const whole = lowestCurvatures(energy, place, 6)
    pairs.forEach(({ value }, k) => expect(value).toBeCloseTo(whole[k] ?? NaN, 9))
  })
})
