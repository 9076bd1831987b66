import { expect, test } from 'vitest'
import { effectWords, keptLoss, parting } from '../../../src/renderer/workspaces/overfit/comparison'

const points = (pairs: readonly (readonly [trained: number | null, loss: number])[]) => pairs.map(([trained, loss], index) => ({ step: 100 * index, trained, loss }))

const squared = { loss: { kind: 'squared' } } as const
const gaussian = { loss: { kind: 'gaussian' } } as const

test('two losses part where the held-out one stays above twice the other', () => {
  expect(parting(points([[4, 4], [1, 1.5], [0.5, 1.2], [0.4, 1.2]]), squared)).toBe(200)
})

test('a crossing that is taken back does not count, nor one that never comes', () => {
  expect(parting(points([[4, 9], [1, 1.5], [0.5, 1.2], [0.4, 0.5], [0.2, 0.5]]), squared)).toBe(400)
  expect(parting(points([[4, 4], [1, 1.5]]), squared)).toBeNull()
  expect(parting([], squared)).toBeNull()
})

test('of logarithms of a likelihood the difference counts, whatever their signs', () => {
  expect(parting(points([[-3, -3], [-3, -3]]), gaussian)).toBeNull()
  expect(parting(points([[-3, -3], [-3, -2.4], [-3.2, -2.4]]), gaussian)).toBe(200)
  expect(parting(points([[0.1, 0.3], [0.1, 0.7]]), gaussian)).toBeNull()
  expect(effectWords(-4, -2, gaussian)).toBe('2.0 lower')
  expect(effectWords(1.5, -0.5, gaussian)).toBe('2.0 higher')
  expect(effectWords(0.1, 0.2, squared)).toBe('0.50 x')
})

test('without a reading of the training set nothing is said', () => {
  expect(parting(points([[null, 9], [null, 9]]), squared)).toBeNull()
})

test('what is kept is the best with early stopping, else the last', () => {
  const some = points([[1, 4], [1, 2], [1, 3]])
  expect(keptLoss(some, true)).toMatchObject({ step: 100, loss: 2 })
  expect(keptLoss(some, false)).toMatchObject({ step: 200, loss: 3 })
  expect(keptLoss([], true)).toBeNull()
})
