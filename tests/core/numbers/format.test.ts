import { describe, expect, it } from 'vitest'
import { formatCount, formatDuration, formatNumber, formatShort } from '../../../src/core/numbers/format'

describe('numbers for reading', () => {
  it('sets thousands apart', () => {
    expect([0, 999, 11800, 1234567].map(formatCount)).toEqual(['0', '999', '11,800', '1,234,567'])
  })

  it('takes powers of ten out of small and large numbers', () => {
    expect(formatNumber(0.00081, 2)).toBe('8.1×10⁻⁴')
    expect(formatNumber(-0.025)).toBe('−0.0250')
    expect(formatNumber(99999, 3)).toBe('1×10⁵')
    expect(formatShort(0.5)).toBe('0.5')
    expect(formatShort(1200)).toBe('1200')
  })

  it('shows seconds as hours, minutes and seconds', () => {
    expect([9, 61, 3661, NaN, Infinity].map(formatDuration)).toEqual(['0:00:09', '0:01:01', '1:01:01', '—', '—'])
  })
})
