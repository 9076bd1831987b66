import { expect, test } from 'vitest'
import { Purpose } from '../../../src/core/random/purpose'
import { createStream, normal, seek } from '../../../src/core/random/stream'
import { priorEnds } from '../../../src/core/recipe/priors'

test('draws of a normal prior lie between its ends, but for 6e-5 of them', () => {
  const [low, high] = priorEnds({ kind: 'normal', name: 'omega0', unit: '', mean: 2, deviation: 0.5 })
  const stream = seek(createStream(3, Purpose.prior), 0, 0)
  const count = 20_000
  let outside = 0
  for (let k = 0; k < count; k++) {
    const value = 2 + 0.5 * normal(stream)
    if (value < low || value > high) outside++
  }
  // 1.3 are expected.
  expect(outside).toBeLessThan(8)
})

test('one with ends has those', () => {
  expect(priorEnds({ kind: 'uniform', name: 'gamma', unit: '', low: 0.5, high: 1.5 })).toEqual([0.5, 1.5])
  expect(priorEnds({ kind: 'log-uniform', name: 'gamma', unit: '', low: 0.5, high: 1.5 })).toEqual([0.5, 1.5])
})
