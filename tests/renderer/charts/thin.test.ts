import { describe, expect, it } from 'vitest'
import type { Series } from '../../../src/renderer/charts/model'
import { isRising, thin } from '../../../src/renderer/charts/thin'

const line = (x: Series['x'], y: ArrayLike<number>): Series => ({ name: '', kind: 'line', x, y, ink: 'd1', size: 1, opacity: 1 })

describe('thinning', () => {
  const n = 200_000
  const y = Float32Array.from({ length: n }, (_, k) => Math.sin(k / 7000))
  y[123_456] = 9
  y[77_777] = -9

  it('keeps every extreme and both ends with at most two points a column', () => {
    const thinned = thin(line(null, y), [1, n], 300)
    expect(thinned.x.length).toBeLessThanOrEqual(602)
    expect(Math.max(...thinned.y)).toBe(9)
    expect(Math.min(...thinned.y)).toBe(-9)
    expect(thinned.x[0]).toBe(1)
    expect(thinned.x.at(-1)).toBe(n)
    expect(thinned.x.every((value, k) => k === 0 || value >= (thinned.x[k - 1] ?? NaN))).toBe(true)
  })

  it('returns a short series as it is, with one neighbour outside the range', () => {
    const thinned = thin(line([0, 1, 2, 3, 4], [5, 6, 7, 8, 9]), [1.5, 2.5], 100)
    expect([...thinned.x]).toEqual([1, 2, 3])
    expect([...thinned.y]).toEqual([6, 7, 8])
  })

  it('knows a sweep downwards', () => {
    expect(isRising(line([3, 2, 1], [0, 0, 0]))).toBe(false)
    expect(isRising(line([1, 1, 2], [0, 0, 0]))).toBe(true)
  })
})
