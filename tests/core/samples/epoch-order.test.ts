import { describe, expect, it } from 'vitest'
import { createEpochOrder } from '../../../src/core/samples/epoch-order'

const epoch = (orderOf: (step: number) => Int32Array, number: number, steps: number): number[] =>
  Array.from({ length: steps }, (_, step) => [...orderOf(number * steps + step)]).flat()

describe('the order of a fixed set', () => {
  it('visits every sample once an epoch, each epoch in another order', () => {
    const orderOf = createEpochOrder(64, 16, 3)
    const orders = [0, 1, 2].map((number) => epoch(orderOf, number, 4))
    for (const order of orders) expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, k) => k))
    expect(new Set(orders.map(String)).size).toBe(3)
  })

  it('depends on seed and step alone, whichever step is asked for first', () => {
    const late = createEpochOrder(64, 16, 3)(4 * 17 + 2).slice()
    const orderOf = createEpochOrder(64, 16, 3)
    for (let step = 0; step < 4 * 17 + 2; step++) orderOf(step)
    expect(orderOf(4 * 17 + 2)).toEqual(late)
    expect(createEpochOrder(64, 16, 4)(4 * 17 + 2)).not.toEqual(late)
  })

  it('puts every sample in every place equally often: chi-square of 16 places over 6,400 epochs', () => {
    const orderOf = createEpochOrder(16, 16, 9)
    const epochs = 6400
    const counts = new Float64Array(16 * 16)
    for (let step = 0; step < epochs; step++) orderOf(step).forEach((sample, place) => (counts[16 * place + sample] = (counts[16 * place + sample] ?? 0) + 1))
    const expected = epochs / 16
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    // 15 x 15 degrees of freedom; five standard deviations of sqrt(2 * 225) on either side.
    expect(Math.abs(chiSquare - 225)).toBeLessThan(5 * Math.sqrt(2 * 225))
  })

  it('refuses a set that is not whole batches', () => {
    expect(() => createEpochOrder(65, 16, 0)).toThrow('65 samples are not whole batches of 16')
  })
})
