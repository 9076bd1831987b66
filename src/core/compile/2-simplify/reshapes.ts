/** A reshape to the shape a value has already goes away; a reshape of a reshape becomes one. */
import { sameShape, typeOf } from '../graph'
import type { Graph } from '../graph'
import { makers, substitute } from './rewrite'

export function cancelReshapes(graph: Graph): Graph {
  const made = makers(graph)
  const source = (value: string): string => {
    const node = made.get(value)
    const [from] = node?.inputs ?? []
    return node?.op === 'Reshape' && from !== undefined ? source(from) : value
  }
  const replacement = new Map<string, string>()
  const nodes = graph.nodes.map((node) => {
    const [from, shape] = node.inputs
    const [to] = node.outputs
    if (node.op !== 'Reshape' || from === undefined || shape === undefined || to === undefined) return node
    const first = source(from)
    if (sameShape(typeOf(graph, first).shape, typeOf(graph, to).shape)) replacement.set(to, first)
    return { ...node, inputs: [first, shape] }
  })
  return substitute({ ...graph, nodes }, replacement)
}
