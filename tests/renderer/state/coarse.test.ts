import { expect, test } from 'vitest'
import { createCoarsening } from '../../../src/renderer/state/coarse'

/** A long zigzag with one spike. */
const COUNT = 30_000
const raw = Float32Array.from({ length: COUNT }, (_, k) => (k === 12_345 ? 1000 : 10 + (k % 7)))
const smooth = Float32Array.from({ length: COUNT }, (_, k) => k + 1)

test('a short series is kept number by number', () => {
  const coarse = createCoarsening()
  coarse.append(raw.subarray(0, 3), smooth.subarray(0, 3))
  const { x, raw: shown, at, smooth: line } = coarse.few
  expect([...x]).toEqual([1, 1.5, 2, 2.5, 3, 3.5])
  expect([...shown]).toEqual([10, 10, 11, 11, 12, 12])
  expect([[...at], [...line]]).toEqual([[1, 2, 3], [1, 2, 3]])
})

test('a long one keeps its extremes where they were, and ends where it ends, however it came', () => {
  const [atOnce, inParts] = [createCoarsening(), createCoarsening()]
  atOnce.append(raw, smooth)
  for (let k = 0; k < COUNT; k += 77) inParts.append(raw.subarray(k, k + 77), smooth.subarray(k, k + 77))
  expect(inParts.few).toEqual(atOnce.few)
  const { x, raw: shown, at, smooth: line } = atOnce.few
  expect(line.length).toBeLessThanOrEqual(4096)
  const spike = shown.indexOf(1000)
  expect(Math.abs((x[spike] ?? NaN) - 12_346)).toBeLessThanOrEqual(8)
  expect(Math.min(...shown)).toBe(10)
  // The smoothed number of a step is the step here.
  at.forEach((step, k) => expect(line[k]).toBe(step))
  expect(at.at(-1)).toBe(COUNT)
})

test('a gap beside numbers does not hide them', () => {
  const coarse = createCoarsening()
  coarse.append(new Float32Array(9000).fill(NaN), new Float32Array(9000).fill(NaN))
  coarse.append(Float32Array.of(5), Float32Array.of(5))
  expect(coarse.few.raw.at(-1)).toBe(5)
})
