import { describe, expect, test } from 'vitest'
import { complex, create, all } from 'mathjs'
import { SharkfinError } from '../../../src/core/contract/errors'
import { systemGraph } from '../../../src/core/dynamics/equation'
import { createEvaluator } from '../../../src/core/formula/evaluate'
import { printGraph } from '../../../src/core/formula/print'
import type { Prior } from '../../../src/core/recipe/priors'
import type { SystemRecipe } from '../../../src/core/recipe/system'
import { Purpose } from '../../../src/core/random/purpose'
import { createStream, integerBelow, uniform } from '../../../src/core/random/stream'
import type { Stream } from '../../../src/core/random/stream'

const math = create(all ?? {})
const uniformPrior = (name: string, low: number, high: number): Prior => ({ kind: 'uniform', name, unit: '', low, high })
const priors = [uniformPrior('a', 0, 1), uniformPrior('b', -1, 1)]

function systemOf(equation: string, constants: Record<string, number>, chosen: Prior[]): SystemRecipe {
  const z = { kind: 'complex' as const, name: 'z', equation, initial: { re: 0, im: 0 }, noise: '0' }
  return { variables: [z], drives: [], constants, priors: chosen }
}

const graphOf = (equation: string, constants: Record<string, number> = {}) => systemGraph(systemOf(equation, constants, priors)).graph

function randomFormula(stream: Stream, depth: number): string {
  const leaves = ['z', 'i', 'omega', 'a', 'b', '2', '0.5', 'conj(z)', '0', '1', 'abs(z)^2', 're(z)']
  if (depth === 0) return leaves[integerBelow(stream, leaves.length)] ?? 'z'
  const part = () => randomFormula(stream, depth - 1)
  const choices = [
    () => `(${part()} + ${part()})`,
    () => `(${part()} - ${part()})`,
    () => `(${part()}) * (${part()})`,
    () => `-(${part()})`,
    () => `(${part()})/(3 + abs(${part()}))`,
    () => `(${part()})^${integerBelow(stream, 4)}`,
    () => `abs(${part()})^${1 + integerBelow(stream, 4)}`,
    () => `conj(${part()}) sqrt(abs(im(${part()})))`
  ]
  return (choices[integerBelow(stream, choices.length)] ?? part)()
}

describe('formula', () => {
  test('random formulas give what complex arithmetic gives', () => {
    const stream = createStream(2, Purpose.bootstrap)
    for (let trial = 0; trial < 400; trial++) {
      const formula = randomFormula(stream, 4)
      const { registers, inputs, outputs, run } = createEvaluator(graphOf(formula))
      const [re, im, omega, a, b] = Array.from({ length: 5 }, () => 2 * uniform(stream) - 1)
      // The prior of a says that it is never negative, and the graph may rely on it.
      const values = { 'z.re': re, 'z.im': im, omega, a: Math.abs(a ?? NaN), b }
      for (const [name, value] of Object.entries(values)) {
        const register = inputs.get(name)
        if (register !== undefined) registers[register] = value ?? NaN
      }
      run()
      const scope = { z: complex(re ?? NaN, im ?? NaN), omega, a: values.a, b }
      const expected = math.complex(math.evaluate(formula, scope) as number)
      const scale = 1e-9 * (1 + Math.hypot(expected.re, expected.im))
      const [gotRe, gotIm] = [registers[outputs['z.re'] ?? -1] ?? NaN, registers[outputs['z.im'] ?? -1] ?? NaN]
      expect(Math.hypot(gotRe - expected.re, gotIm - expected.im), formula).toBeLessThan(scale)
    }
  })

  test('the Duffing equation without nonlinear damping has 20 nodes or fewer, and no root', () => {
    const text = printGraph(
      systemGraph(
        systemOf(
          '(-gamma/2 - eta*abs(z)^2 - i*(omega0 - omega + epsilon*abs(z)^2))*z + i*f',
          { f: 1, eta: 0 },
          ['omega0', 'gamma', 'epsilon'].map((name) => uniformPrior(name, 0, 1))
        )
      ).graph
    )
    expect(text).not.toContain('sqrt')
    expect(text.split('\n').length).toBeLessThanOrEqual(24)
  })

  test.each([
    ['', 'formula-empty', 1],
    ['z + q*a', 'formula-unknown-symbol', 5],
    ['-a*z + foo(z)', 'formula-unknown-function', 8],
    ['a*z + z(2)', 'formula-unknown-function', 7],
    ['a + |z|', 'formula-character', 5],
    ['dz = a', 'formula-character', 4],
    ['a*(z + b', 'formula-syntax', 8],
    ['a*+*z', 'formula-syntax', 4],
    ['b^a', 'formula-exponent', 3],
    ['z + b^0.5', 'formula-exponent', 7],
    ['z*log(b - 1)', 'formula-log-sign', 3],
    ['max(a, z)', 'formula-complex-order', 1],
    ['a - min(b)', 'formula-arguments', 5],
    ['2*(a + sni(z))', 'formula-unknown-function', 8],
    ['a*omgea', 'formula-unknown-symbol', 3],
    ['a + sqrt(b)', 'formula-sqrt-sign', 5],
    ['a + 1/0', 'formula-not-finite', 5],
    ['a mod b', 'formula-operator', 3],
    ['a + to', 'formula-unknown-symbol', 5],
    ['a to b', 'formula-unknown-symbol', 3],
    ['a*(2to', 'formula-syntax', 6],
    ['2 a + true', 'formula-unknown-symbol', 7],
    ['abs(z, a)', 'formula-arguments', 1],
    ['a + abs', 'formula-unknown-symbol', 5]
  ])('%s is refused: %s at column %d', (formula, code, column) => {
    let thrown: unknown
    try {
      graphOf(formula)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(SharkfinError)
    expect(thrown).toMatchObject({ code, place: { column } })
  })

  test('a name that is nearly right is guessed', () => {
    const remedyOf = (formula: string): string => {
      try {
        return String(graphOf(formula))
      } catch (error) {
        return error instanceof SharkfinError ? error.remedy : String(error)
      }
    }
    expect(remedyOf('omgea')).toMatch(/^Did you mean omega\? Known symbols/)
    expect(remedyOf('sni(z)')).toMatch(/^Did you mean sin\?/)
    expect(remedyOf('Conj(z)')).toMatch(/^Did you mean conj\?/)
    expect(remedyOf('velocity')).toMatch(/^Known symbols/)
  })

  test('a name that stands for two things is refused', () => {
    expect(() => graphOf('z', { a: 1 })).toThrow('"a" stands for two things')
    expect(() => graphOf('z', { omega: 1 })).toThrow('"omega" stands for two things')
  })
})
