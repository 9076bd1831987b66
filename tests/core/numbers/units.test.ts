import { describe, expect, it } from 'vitest'
import { axisUnit, prettyUnit, readableUnit } from '../../../src/core/numbers/units'

/** A number and its unit after scaling, rounded to six digits. */
function shown(value: number, unit: string): string {
  const scaled = readableUnit(value, unit)
  return `${Number((value * scaled.factor).toPrecision(6))} ${scaled.unit}`
}

describe('readable units', () => {
  it('scales the square of a voltage under a frequency', () => {
    expect(shown(-2.07e11, 'Hz/V^2')).toBe('-0.207 Hz/µV²')
    expect(shown(5.2e10, 'Hz/V^2')).toBe('0.052 Hz/µV²')
    expect(shown(-2.07e5, 'Hz/mV^2')).toBe('-0.207 Hz/µV²')
  })

  it('keeps hertz for what a lab calls hertz, and takes prefixes beyond', () => {
    expect(shown(1633.33, 'Hz')).toBe('1633.33 Hz')
    expect(shown(0.403, 'Hz')).toBe('0.403 Hz')
    expect(shown(7.112934295e9, 'Hz')).toBe('7.11293 GHz')
    expect(shown(4.2e-6, 'V')).toBe('4.2 µV')
    expect(shown(1e-3, 'V')).toBe('1 mV')
    expect(shown(0.0371, 'uN')).toBe('37.1 nN')
  })

  it('leaves units it does not know as they are', () => {
    expect(readableUnit(3e-9, 'dB')).toEqual({ factor: 1, unit: 'dB' })
    expect(readableUnit(3e-9, '')).toEqual({ factor: 1, unit: '' })
    expect(prettyUnit('Hz/unit^2')).toBe('Hz/unit²')
  })

  it('takes a power of a thousand out of an axis without a unit', () => {
    const { factor, unit } = axisUnit(4.3e-6, '')
    expect(unit).toBe('10⁻⁶')
    expect(4.3e-6 * factor).toBeCloseTo(4.3, 12)
    expect(axisUnit(1.2, '')).toEqual({ factor: 1, unit: '' })
  })
})
