import { expect, test } from 'vitest'
import { createBuilder, input } from '../../../src/core/formula/build'
import { real } from '../../../src/core/formula/complex'
import { derivativeName, differentiate } from '../../../src/core/formula/differentiate'
import { createEvaluator } from '../../../src/core/formula/evaluate'
import type { Graph } from '../../../src/core/formula/graph'
import { lower } from '../../../src/core/formula/lower'
import { parseFormula } from '../../../src/core/formula/parse'
import { printGraph } from '../../../src/core/formula/print'

/** p is known to be positive, z is complex. */
function graphOf(source: string): Graph {
  const builder = createBuilder()
  const symbols = new Map([
    ['x', real(builder, input(builder, 'x'))],
    ['p', real(builder, input(builder, 'p', true))],
    ['z', { re: input(builder, 'z.re'), im: input(builder, 'z.im') }],
    ['i', { re: input(builder, 'zero'), im: input(builder, 'one') }]
  ])
  const { re, im } = lower(builder, parseFormula(source), symbols)
  return { nodes: builder.nodes, outputs: { re, im } }
}

const POINT: Readonly<Record<string, number>> = { x: 0.7, p: 1.3, 'z.re': -0.4, 'z.im': 0.9, zero: 0, one: 1 }

function valuesAt(graph: Graph, point: Readonly<Record<string, number>>): (output: string) => number {
  const { registers, inputs, outputs, run } = createEvaluator(graph)
  for (const [name, register] of inputs) registers[register] = point[name] ?? NaN
  run()
  return (output) => registers[outputs[output] ?? -1] ?? NaN
}

test.each([
  'x^3 - 2*x/(1 + x^2)',
  'sin(x)*cos(2*x) + tan(x/3)',
  'exp(-x^2)*log(p + abs(x))',
  'tanh(x) + sinh(x)*cosh(p) + atan(x*p)',
  'p^x + p^2.5 + sqrt(p + x^2)',
  'min(x, p)*max(x^2, p) + abs(x - p)',
  'abs(z)^2*z + conj(z)/z',
  'arg(z) + abs(z)^3 + re(z)*im(z)',
  'exp(z)*sin(z) + cosh(z*x)',
  'sqrt(z) + log(z) + z^1.5',
  'tanh(z) + tan(z) + atan(z/2) + z^-3'
])('%s: derivatives against central differences', (source) => {
  const graph = graphOf(source)
  const wrt = ['x', 'p', 'z.re', 'z.im']
  const exact = valuesAt(differentiate(graph, wrt), POINT)
  const h = 1e-6
  for (const name of wrt) {
    const at = (side: number) => valuesAt(graph, { ...POINT, [name]: (POINT[name] ?? NaN) + side * h })
    for (const output of ['re', 'im']) {
      const difference = (at(1)(output) - at(-1)(output)) / (2 * h)
      expect(exact(derivativeName(output, name)), `${output} by ${name}`).toBeCloseTo(difference, 7)
    }
  }
})

test('what does not depend on the input costs nothing', () => {
  const text = printGraph(differentiate(graphOf('exp(p)*x'), ['x']))
  expect(text).toContain('d re / d x = %')
  expect(text.split('\n').filter((line) => line.includes('exp'))).toHaveLength(1)
})
