/** States carried from step to step: written in place where that is safe, copied where it is not. */
import { expect, it } from 'vitest'
import { instantiateFused } from '../../../../src/core/compile/3-emit/wasm/instance'
import { emitFusedKernel } from '../../../../src/core/compile/3-emit/wasm/module'
import { program } from '../../../../src/core/compile/3-emit/wasm/settle'
import type { Graph, Node } from '../../../../src/core/compile/graph'
import { fill } from './run-fused'

const N = 7

function graphOf(inputs: readonly string[], nodes: readonly (readonly [op: string, inputs: readonly string[], output: string])[], outputs: readonly string[]): Graph {
  const values = [...inputs, ...nodes.map(([, , output]) => output)]
  const made: Node[] = nodes.map(([op, read, output]) => ({ op, inputs: read, outputs: [output], attributes: { transA: { int: 1 }, transB: { int: 0 } } }))
  const types = new Map(values.map((name) => [name, { element: 'float32' as const, shape: [1, N] }]))
  return { name: 'states', inputs, outputs: outputs.map((value, index) => ({ name: `out${index}`, value })), nodes: made, constants: new Map(), types }
}

/** p and q after three steps of x = 1, 2, 3, from p = 1 and q = 2. */
function threeSteps(graph: Graph): Record<string, number> {
  const instance = instantiateFused(emitFusedKernel(graph, { states: 2, capacity: 4, relaxed: false }))
  fill(instance, { p: new Float32Array(N).fill(1), q: new Float32Array(N).fill(2) })
  instance.inputs.x.set([1, 2, 3].flatMap((value) => Array.from({ length: N }, () => value)))
  instance.run(3)
  for (const view of Object.values(instance.states)) expect(view).toEqual(new Float32Array(N).fill(view[0]))
  const [last] = instance.outputs.out2.subarray(2 * N)
  return { p: instance.states.p[0], q: instance.states.q[0], last }
}

it('writes a state over its old numbers when nobody needs them any more', () => {
  const graph = graphOf(['p', 'q', 'x'], [['Add', ['p', 'x'], 'p1'], ['Mul', ['q', 'p1'], 'q1']], ['p1', 'q1', 'q1'])
  const { kernels, nesting } = program(graph, 2, 0)
  expect(kernels.length).toBe(2)
  expect([nesting.get('p1')?.root, nesting.get('q1')?.root]).toEqual(['p', 'q'])
  expect(threeSteps(graph)).toEqual({ p: 7, q: 2 * 2 * 4 * 7, last: 2 * 2 * 4 * 7 })
})

it('keeps the old numbers of states that trade places', () => {
  expect(threeSteps(graphOf(['p', 'q', 'x'], [['Add', ['p', 'q'], 'sum']], ['q', 'p', 'sum']))).toEqual({ p: 2, q: 1, last: 3 })
})

it('gives the state before the step as an output of the step', () => {
  const graph = graphOf(['p', 'q', 'x'], [['Add', ['p', 'x'], 'p1'], ['Neg', ['p'], 'old']], ['p1', 'p', 'old'])
  expect(threeSteps(graph)).toEqual({ p: 7, q: 4, last: -4 })
})

it('leaves a state alone that is put out as it came in', () => {
  expect(threeSteps(graphOf(['p', 'q', 'x'], [['Add', ['q', 'x'], 'q1']], ['p', 'q1', 'p']))).toEqual({ p: 1, q: 8, last: 1 })
})
