import { expect, test } from 'vitest'
import { keptLoss, parting } from '../../../src/renderer/workspaces/overfit/comparison'

const points = (pairs: readonly (readonly [trained: number | null, loss: number])[]) => pairs.map(([trained, loss], index) => ({ step: 100 * index, trained, loss }))

test('two losses part where the held-out one stays above twice the other', () => {
  expect(parting(points([[4, 4], [1, 1.5], [0.5, 1.2], [0.4, 1.2]]))).toBe(200)
})

test('a crossing that is taken back does not count, nor one that never comes', () => {
  expect(parting(points([[4, 9], [1, 1.5], [0.5, 1.2], [0.4, 0.5], [0.2, 0.5]]))).toBe(400)
  expect(parting(points([[4, 4], [1, 1.5]]))).toBeNull()
  expect(parting([])).toBeNull()
})

test('without a reading of the training set nothing is said', () => {
  expect(parting(points([[null, 9], [null, 9]]))).toBeNull()
})

test('what is kept is the best with early stopping, else the last', () => {
  const some = points([[1, 4], [1, 2], [1, 3]])
  expect(keptLoss(some, true)).toMatchObject({ step: 100, loss: 2 })
  expect(keptLoss(some, false)).toMatchObject({ step: 200, loss: 3 })
  expect(keptLoss([], true)).toBeNull()
})
