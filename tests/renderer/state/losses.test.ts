import { describe, expect, it } from 'vitest'
import { createLosses, SMOOTHING } from '../../../src/renderer/state/losses'

describe('losses as they arrive', () => {
  it('puts chunks in their places, and repeats replace what was there', () => {
    const losses = createLosses()
    losses.add(0, [4, 3, 2])
    losses.add(3, [1])
    losses.add(2, [8, 7, 6])
    expect([...losses.raw]).toEqual([4, 3, 8, 7, 6])
    expect(losses.smooth).toHaveLength(5)
  })

  it('shows chunks that were lost as a gap', () => {
    const losses = createLosses()
    losses.add(0, [1, 1])
    losses.add(4, [1])
    expect([...losses.raw]).toEqual([1, 1, NaN, NaN, 1])
    expect([...losses.smooth]).toEqual([1, 1, NaN, NaN, 1])
  })

  it('smooths in the logarithm: first a plain mean, then one that forgets', () => {
    const losses = createLosses()
    losses.add(0, [1, 100])
    expect(losses.smooth[1]).toBeCloseTo(10, 5)
    losses.add(2, new Float32Array(20 * SMOOTHING).fill(0.01))
    expect(losses.smooth.at(-1)).toBeCloseTo(0.01, 5)
  })

  it('smooths the loss itself, from its beginning, once one is below zero', () => {
    const losses = createLosses()
    losses.add(0, [1, 3])
    losses.add(2, [-1, -3])
    expect([...losses.smooth]).toEqual([1, 2, 1, 0])
    expect([...losses.few.smooth]).toEqual([1, 2, 1, 0])
    losses.add(4, new Float32Array(20 * SMOOTHING).fill(-2))
    expect(losses.smooth.at(-1)).toBeCloseTo(-2, 5)
    expect(losses.smooth).toHaveLength(losses.raw.length)
  })

  it('grows past its first store', () => {
    const losses = createLosses()
    for (let k = 0; k < 50; k++) losses.add(k * 100, new Float32Array(100).fill(k))
    expect(losses.raw).toHaveLength(5000)
    expect(losses.raw[4999]).toBe(49)
    expect(losses.raw[99]).toBe(0)
  })
})
