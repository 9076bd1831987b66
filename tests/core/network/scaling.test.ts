import { describe, expect, it } from 'vitest'
import { measuredScaling, plainScaling } from '../../../src/core/network/scaling'
import { vectorOf } from '../../../src/core/network/state'
import { Purpose } from '../../../src/core/random/purpose'
import { createStream, normal } from '../../../src/core/random/stream'

const ROWS = 4000
/** Columns: a Gaussian 3 +- 2; the same with one value in a hundred far out; a constant; a rare one among zeros. */
const COLUMNS = 4
const stream = createStream(9, Purpose.prior)
const values = Float32Array.from({ length: ROWS * COLUMNS }, (_, index) => {
  const row = Math.floor(index / COLUMNS)
  const gaussian = 3 + 2 * normal(stream)
  return [gaussian, row % 100 === 0 ? 1e6 : gaussian, 7, row % 10 === 0 ? 1 : 0][index % COLUMNS] ?? NaN
})
const measured = measuredScaling('targets', values, COLUMNS)
const [centre, scale] = [vectorOf(measured, 'targets.centre'), vectorOf(measured, 'targets.scale')]

describe('the scaling of a column', () => {
  it("is a Gaussian's mean and standard deviation, within 5 standard errors", () => {
    // Variances: of the median pi/2 sigma^2/n; of half the distance between these two quantiles about 1.2 sigma^2/n.
    expect(Math.abs((centre[0] ?? NaN) - 3)).toBeLessThan(5 * 2 * Math.sqrt(Math.PI / 2 / ROWS))
    expect(Math.abs((scale[0] ?? NaN) - 2)).toBeLessThan(5 * 2 * Math.sqrt(1.2 / ROWS))
  })

  it('is hardly moved by one outlier in a hundred', () => {
    expect(Math.abs((centre[1] ?? NaN) - 3)).toBeLessThan(0.2)
    expect(Math.abs((scale[1] ?? NaN) - 2)).toBeLessThan(0.2)
  })

  it('leaves a constant column as wide as it is, and takes the deviation of a rare value', () => {
    expect([centre[2], scale[2]]).toEqual([7, 1])
    expect(centre[3]).toBe(0)
    expect(scale[3]).toBeCloseTo(0.3, 6)
  })

  it('leaves out what is not finite, and knows nothing of a column with nothing else', () => {
    const odd = measuredScaling('inputs', Float32Array.of(1, NaN, 2, NaN, 3, Infinity), 2)
    expect(vectorOf(odd, 'inputs.centre')).toEqual(Float32Array.of(2, 0))
    expect(vectorOf(odd, 'inputs.scale')[1]).toBe(1)
  })

  it('is undone by its inverse', () => {
    const doubles = Float64Array.from(values)
    const pass = { value: (name: string) => Float64Array.from(vectorOf(measured, name)) }
    const back = plainScaling.unscaled('targets', plainScaling.scaled('targets', doubles, pass), pass)
    const furthest = back.reduce((most, value, index) => Math.max(most, Math.abs(value / (doubles[index] || 1) - (doubles[index] === 0 ? 0 : 1))), 0)
    expect(furthest).toBeLessThan(1e-12)
  })
})
