import { describe, expect, it } from 'vitest'
import { formatUncertain } from '../../../src/core/numbers/uncertainty'

describe('value(uncertainty)', () => {
  it.each([
    [1633.33, 0.03, '1633.33(3)'],
    [1.45, 0.06, '1.45(6)'],
    [1126.4, 47.2, '1126(47)'],
    [-0.2418, 0.0093, '−0.242(9)'],
    [0.0521, 0.0068, '0.052(7)'],
    // CODATA 2018, electron magnetic moment anomaly and Newton's constant.
    [1.15965218128e-3, 1.8e-13, '0.00115965218128(18)'],
    [6.6743e-11, 1.5e-15, '6.67430(15)×10⁻¹¹'],
    // Rounding carries: 0.0096 is 0.01, and a leading 1 keeps two digits.
    [5.1234, 0.0096, '5.123(10)'],
    [12.34, 1.43, '12.3(1.4)'],
    [253496, 480, '253500(500)'],
    [-2.07e11, 9e9, '−2.07(9)×10¹¹'],
    [0, 0.02, '0.00(2)'],
    [3, 40, '3(40)']
  ])('prints %d with error %d as %s', (value, stderr, expected) => {
    expect(formatUncertain(value, stderr)).toBe(expected)
  })

  it('prints a number without an error, or that is none, as what it is', () => {
    expect(formatUncertain(1.5, 0)).toBe('1.5')
    expect(formatUncertain(1.5, Infinity)).toBe('1.5')
    expect(formatUncertain(NaN, 1)).toBe('—')
  })
})
