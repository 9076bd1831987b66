/** What layers are given at random in a step: the laws they are drawn by, and the addresses they are drawn at. */
import { expect, it } from 'vitest'
import { networkModel } from '../../../src/core/network/model'
import { layerRandoms } from '../../../src/core/network/randoms'

const model = networkModel({
  input: [40],
  answer: [1],
  layers: [{ kind: 'noise', deviation: 0.3 }, { kind: 'dense', units: 50, activation: 'tanh' }, { kind: 'dropout', rate: 0.2 }],
  loss: { kind: 'squared' },
  scaling: { inputs: false, targets: false }
})
const training = { seed: 5, batch: 16 }
const numbersOf = (name: string, first: number, steps: number): Float32Array => layerRandoms(model, training, first, steps).get(name) ?? new Float32Array()

it('noise has the deviation that was asked for, and mean zero', () => {
  const values = numbersOf('noise1.noise', 0, 100)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  expect(values.length).toBe(100 * 16 * 40)
  // Standard errors of mean and variance of that many normal numbers; five of them.
  expect(Math.abs(mean)).toBeLessThan((5 * 0.3) / Math.sqrt(values.length))
  expect(Math.abs(variance / 0.09 - 1)).toBeLessThan(5 * Math.sqrt(2 / values.length))
})

it('dropout silences its share, and raises the others so that the mean stays', () => {
  const values = numbersOf('dropout3.mask', 0, 100)
  const kept = values.filter((value) => value !== 0)
  expect(Math.abs(kept.length / values.length - 0.8)).toBeLessThan(5 * Math.sqrt((0.2 * 0.8) / values.length))
  expect(new Set(kept)).toEqual(new Set([Math.fround(1.25)]))
})

it('are the same however steps are cut into calls, and other in every step and sample', () => {
  const whole = numbersOf('noise1.noise', 7, 3)
  expect([...numbersOf('noise1.noise', 8, 1)]).toEqual([...whole.subarray(16 * 40, 2 * 16 * 40)])
  expect(new Set(whole).size).toBeGreaterThan(0.99 * whole.length)
})
