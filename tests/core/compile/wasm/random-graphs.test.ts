/** Every kind of kernel on random graphs, against onnxruntime. */
import { expect, it } from 'vitest'
import { unsupportedOperations } from '../../../../src/core/compile/3-emit/wasm/operations'
import { relativeDifference, runGraph } from '../run-graph'
import { randomGraph } from './random-graph'
import { runFused } from './run-fused'

const GRAPHS = 200

it(`computes what onnxruntime computes, on ${GRAPHS} random graphs, with and without fused multiply-add`, async () => {
  const seen = new Set<string>()
  for (let seed = 0; seed < GRAPHS; seed++) {
    const { graph, inputs } = randomGraph(seed)
    expect(unsupportedOperations(graph)).toEqual([])
    graph.nodes.forEach(({ op }) => seen.add(op))
    const expected = await runGraph(graph, inputs)
    for (const relaxed of [false, true]) {
      const values = runFused(graph, inputs, { relaxed })
      for (const { name, value } of graph.outputs) {
        expect(relativeDifference(values[name], expected[name]), `graph ${seed}: ${name} = ${value}`).toBeLessThan(1e-4)
      }
    }
  }
  expect(seen.size).toBeGreaterThan(41)
})
