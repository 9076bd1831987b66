import { expect, test } from 'vitest'
import { coordinates } from '../../../src/core/network/layers/coordinates'
import type { Pass } from '../../../src/core/network/layers/layer'

const pass: Pass<Float64Array> = { training: false, value: () => new Float64Array(0), update: () => {} }
const layer = (input: readonly number[]) => coordinates({ kind: 'coordinates' }, 'coordinates1', input)

test('a map gets the ramps of its two axes, both from -1 to 1', () => {
  const { output, evaluate } = layer([3, 2, 1])
  expect(output).toEqual([3, 2, 3])
  const x = Float64Array.from({ length: 12 }, (_, k) => 10 + k)
  const rows = [-1, 0, 1].flatMap((down) => [-1, 1].map((across) => [down, across]))
  const expected = [0, 1].flatMap((sample) => rows.flatMap((ramps, point) => [10 + 6 * sample + point, ...ramps]))
  expect([...evaluate(x, 2, pass)]).toEqual(expected)
})

test('a curve gets one, and an axis of one point is 0', () => {
  expect([...layer([5]).evaluate(new Float64Array(5), 1, pass)]).toEqual([0, -1, 0, -0.5, 0, 0, 0, 0.5, 0, 1])
  expect([...layer([1, 2, 1]).evaluate(new Float64Array(2), 1, pass)]).toEqual([0, 0, -1, 0, 0, 1])
})
