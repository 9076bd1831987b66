import { InferenceSession } from 'onnxruntime-node'
import { graphProto } from '../../../src/core/compile/3-emit/onnx/graph'
import { modelFile } from '../../../src/core/compile/3-emit/onnx/model'
import { typeOf } from '../../../src/core/compile/graph'
import type { Graph, Shape } from '../../../src/core/compile/graph'
import { createSession, float32Result, float32Tensor } from '../../../src/worker/engines/session'

/**
 * Runs a graph in onnxruntime: inputs by name, outputs by name.
 * @param asItIs without onnxruntime's own rewriting, which crashes on some products of transposed matrices (1.30.0)
 */
export async function runGraph(
  graph: Graph,
  inputs: Readonly<Record<string, Float32Array>>,
  asItIs = false
): Promise<Record<string, Float32Array>> {
  const file = modelFile(graphProto(graph))
  const session = asItIs ? await InferenceSession.create(file, { graphOptimizationLevel: 'disabled' }) : await createSession(file, 1)
  const feeds = graph.inputs.map((name) => {
    const data = inputs[name]
    if (!data) throw new Error(`no numbers for ${name}`)
    return [name, float32Tensor(data, shapeFor(typeOf(graph, name).shape, data.length))] as const
  })
  const results = await session.run(Object.fromEntries(feeds))
  await session.release()
  return Object.fromEntries(graph.outputs.map(({ name }) => [name, float32Result(results, name).slice()]))
}

/** One dimension may be free: the numbers say how long it is. */
function shapeFor(shape: Shape, numbers: number): number[] {
  const known = shape.reduce<number>((product, length) => product * (typeof length === 'number' ? length : 1), 1)
  return shape.map((length) => (typeof length === 'number' ? length : numbers / known))
}

/** Largest |a - b|, relative to the largest number of b. */
export function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity
  const numbers = Array.from(b)
  const size = Math.max(...numbers.map(Math.abs), Number.MIN_VALUE)
  return Math.max(...numbers.map((value, index) => Math.abs((a[index] ?? NaN) - value))) / size
}
