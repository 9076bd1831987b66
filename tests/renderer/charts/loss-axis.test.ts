import { expect, it } from 'vitest'
import { joinedAxis, lossAxis } from '../../../src/renderer/charts/loss-axis'

it('is logarithmic while no loss is below zero; a loss of zero is only too small to be drawn', () => {
  expect(lossAxis([[0.02, 0, 4]])).toMatchObject({ scale: 'log', range: [0.01, 10] })
})

it('is linear from the first that is, and spans what is calm', () => {
  const axis = lossAxis([[300, 2, -3], [1]], [[2, -3], [1]])
  expect(axis.scale).toBe('linear')
  expect(axis.range[0]).toBeCloseTo(-3.5, 12)
  expect(axis.range[1]).toBeCloseTo(2.5, 12)
})

it('is linear for several where it is for one', () => {
  const joined = joinedAxis([lossAxis([[0.1, 1]]), lossAxis([[-1, 0]])])
  expect(joined).toMatchObject({ scale: 'linear', range: [-1.1, 1] })
})
