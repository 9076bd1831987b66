/** The picture of a function against the function itself. */
import { describe, expect, it } from 'vitest'
import { functionSchema } from '../../../src/core/recipe/function'
import { functionCurve } from '../../../src/core/samples/function-curve'

describe('a function as a curve', () => {
  it('is drawn from -4 to 4 where it is learnt from -3 to 3, with the function\'s own values', () => {
    const inputs = [{ kind: 'uniform', name: 'q', unit: '', low: -3, high: 3 }]
    const lesson = functionSchema.parse({ inputs, outputs: [{ name: 'F', unit: '', formula: 'exp(-q^2)*sin(5*q)' }], constants: {}, noise: 0 })
    const { variable, values, held } = functionCurve(lesson, 81)
    expect(held).toEqual({})
    expect([variable[0], variable[40], variable[80]]).toEqual([-4, 0, 4])
    variable.forEach((q, point) => expect(Math.abs((values[0]?.[point] ?? NaN) - Math.exp(-(q ** 2)) * Math.sin(5 * q))).toBeLessThan(1e-7))
  })

  it('holds the other variables at their medians, and stays above zero where the logarithm is drawn', () => {
    const inputs = [
      { kind: 'log-uniform', name: 'x', unit: 'Hz', low: 1, high: 100 },
      { kind: 'log-uniform', name: 'y', unit: '', low: 0.1, high: 10 },
      { kind: 'normal', name: 'z', unit: '', mean: 2, deviation: 1 }
    ]
    const outputs = [{ name: 'sum', unit: '', formula: 'log(x) + y + z' }, { name: 'k', unit: '', formula: '3' }]
    const { variable, values, held } = functionCurve(functionSchema.parse({ inputs, outputs, constants: {}, noise: 0 }), 9)
    expect(held['y']).toBeCloseTo(1, 12)
    expect(held['z']).toBe(2)
    expect(variable[0]).toBeCloseTo(10 ** (-1 / 3), 6)
    expect(variable[8]).toBeCloseTo(10 ** (7 / 3), 4)
    variable.forEach((x, point) => expect(values[0]?.[point]).toBeCloseTo(Math.log(x) + 3, 5))
    expect([...(values[1] ?? [])]).toEqual(Array(9).fill(3))
  })
})
