import { expect, test } from 'vitest'
import { confusionCsv, confusionOf } from '../../../src/renderer/training/confusion'
import { trustOf } from '../../../src/renderer/workspaces/images/picture-trust'

const truth = Float32Array.of(1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1)
const predicted = Float32Array.of(0.7, 0.2, 0.1, 0.1, 0.5, 0.4, 0.6, 0.3, 0.1, 0.1, 0.1, 0.8)

test('counts which class is taken for which', () => {
  const confusion = confusionOf({ truth, predicted }, ['a', 'b', 'c, d'])
  expect(confusion.counts).toEqual([[1, 0, 0], [1, 1, 0], [0, 0, 1]])
  expect([confusion.samples, confusion.right]).toEqual([4, 0.75])
  // Agresti and Coull: (3 + 2)/(4 + 4), whose deviation is the root of 5/8 x 3/8 / 8.
  expect(confusion.error).toBeCloseTo(Math.sqrt(15 / 64 / 8), 12)
  expect(confusionCsv(confusion)).toBe('true \\ read,a,b,"c, d"\na,1,0,0\nb,1,1,0\n"c, d",0,0,1\n')
})

test('trusts a reading as far as those that were about as sure', () => {
  expect(trustOf(0.7, { truth, predicted }, 3)).toEqual({ right: 3, of: 4 })
})
