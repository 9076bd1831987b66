import { expect, test } from 'vitest'
import { functionSlopes, functionValues } from '../../../src/core/samples/function-values'

test('a function at given places, its variables and outputs in the order of the recipe', () => {
  const input = { kind: 'uniform', unit: '', low: -1, high: 1 } as const
  const values = functionValues({
    inputs: [{ ...input, name: 'p' }, { ...input, name: 'unused' }, { ...input, name: 'q' }],
    outputs: [{ name: 'F', unit: '', formula: 'exp(-q^2)*sin(a*p)' }, { name: 'G', unit: '', formula: 'p - q' }],
    constants: { a: 5 },
    noise: 3
  })
  expect([...values([0.3, 9, -0.7, -1.1, 9, 0.2], 2)]).toEqual([
    Math.exp(-0.49) * Math.sin(1.5), 1, Math.exp(-0.04) * Math.sin(-5.5), -1.3
  ].map((value) => expect.closeTo(value, 12)))
})

test('its slope along a variable, against the derivative by hand', () => {
  const input = { kind: 'uniform', unit: '', low: -3, high: 3 } as const
  const slopes = functionSlopes({ inputs: [{ ...input, name: 'q' }], outputs: [{ name: 'F', unit: '', formula: 'exp(-q^2)*sin(5*q)' }], constants: {}, noise: 0 }, 0)
  const places = [-1.3, -0.2, 0, 0.4, 2]
  const byHand = places.map((q) => Math.exp(-(q ** 2)) * (5 * Math.cos(5 * q) - 2 * q * Math.sin(5 * q)))
  expect([...slopes(places, places.length)]).toEqual(byHand.map((value) => expect.closeTo(value, 12)))
})
