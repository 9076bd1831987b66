import { expect, it } from 'vitest'
import { logRange } from '../../../src/renderer/charts/log-range'

it('rounds to half decades outwards, whatever is not positive or not finite', () => {
  const [low, high] = logRange([[0.02, NaN, -5], [0, Infinity, 4]])
  expect(low).toBeCloseTo(0.01, 12)
  expect(high).toBeCloseTo(10, 12)
  const [half, one] = logRange([[0.04, 0.9]])
  expect(half).toBeCloseTo(10 ** -1.5, 12)
  expect(one).toBeCloseTo(1, 12)
})

it('has a length where all values are one power of ten, and where there are none', () => {
  expect(logRange([[1, 1]])).toEqual([1 / 3, 3])
  expect(logRange([[0, -1]])).toEqual([1e-3, 1])
  expect(logRange([])).toEqual([1e-3, 1])
})

it('ends 16 decades below its top', () => {
  const [low, high] = logRange([[1e-300, 1]])
  expect(high / low).toBeCloseTo(1e16, -3)
})
