import { describe, expect, test } from 'vitest'
import { abscissa } from '../../../src/renderer/recipe/abscissa'

const time = Float32Array.of(1, 2, 3, 4)

describe('a simulated sweep is drawn along', () => {
  test.each([
    ['a rising frequency', [-1, 0, 0.5, 2], 'drive frequency omega'],
    ['a falling one that pauses', [2, 1, 1, 0], 'drive frequency omega'],
    ['time where it turns round', [0, 1, 2, 1], 'time t'],
    ['time where it comes back to where it was', [0, 1, 1, 0], 'time t'],
    ['time where it stays', [1, 1, 1, 1], 'time t']
  ])('%s', (_what, values, label) => {
    const omega = Float32Array.from(values)
    expect(abscissa({ time, omega })).toEqual({ x: label === 'time t' ? time : omega, label })
  })
})
