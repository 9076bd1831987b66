import { describe, expect, it } from 'vitest'
import { parseFormula } from '../../../src/core/formula/parse'
import { formulaTex, symbolTex } from '../../../src/renderer/parts/tex'

const tex = (source: string): string => formulaTex(parseFormula(source))

describe('a formula as it is written on paper', () => {
  it('keeps what brackets meant, and drops those that fractions make needless', () => {
    expect(tex('(a + b) * c')).toBe('(a + b) c')
    expect(tex('(a + b) / c')).toBe('\\frac{a + b}{c}')
    expect(tex('a - (b - c)')).toBe('a - (b - c)')
    expect(tex('(a*b)^2')).toBe('(a b)^{2}')
    expect(tex('(a/b)^2')).toBe('\\left(\\frac{a}{b}\\right)^{2}')
    expect(tex('2 * 3')).toBe('2 \\cdot 3')
    expect(tex('a*2^b')).toBe('a \\cdot 2^{b}')
    expect(tex('a*(1 + b)*c')).toBe('a (1 + b) c')
  })

  it('puts the sign before a whole product, and in brackets beside another', () => {
    expect(tex('-gamma/2*z')).toBe('-\\frac{\\gamma}{2} z')
    expect(tex('-a*b - c')).toBe('-a b - c')
    expect(tex('exp(-i*phase/2)')).toBe('\\exp\\left(-\\frac{i \\, \\mathrm{phase}}{2}\\right)')
    expect(tex('a + (-b)')).toBe('a + (-b)')
    expect(tex('a - -b*c')).toBe('a - (-b c)')
    expect(tex('a*(-b)')).toBe('a (-b)')
    expect(tex('(-a)^2')).toBe('(-a)^{2}')
    expect(tex('-(a + b)')).toBe('-(a + b)')
  })

  it('keeps words apart from what stands beside them', () => {
    expect(tex('2*x*exp(x)*drive*z')).toBe('2 x \\, \\exp(x) \\, \\mathrm{drive} \\, z')
    expect(tex('gamma*abs(z)*sqrt(x)')).toBe('\\gamma |z| \\sqrt{x}')
  })

  it('sets moduli, Greek letters and indices', () => {
    expect(tex('epsilon*abs(z)^2')).toBe('\\varepsilon |z|^{2}')
    expect(['omega0', 'f_c', 'gamma', 'z', 'drive'].map(symbolTex)).toEqual([
      '\\omega_{0}', 'f_{c}', '\\gamma', 'z', '\\mathrm{drive}'
    ])
  })
})
