/** A matrix that is transposed only to be multiplied goes into Gemm as it is, which reads it the other way round. */
import type { Graph, Node } from '../graph'
import { makers } from './rewrite'
import { permutationOf } from './transposes'

export function absorbTransposes(graph: Graph): Graph {
  const made = makers(graph)
  const absorb = (node: Node, operand: 0 | 1): Node => {
    const [attribute, value] = [operand === 0 ? 'transA' : 'transB', node.inputs[operand]]
    const before = value === undefined ? undefined : made.get(value)
    const [from] = before && permutationOf(before)?.join() === '1,0' ? before.inputs : []
    if (from === undefined) return node
    const flag = node.attributes[attribute]
    const isTransposed = flag !== undefined && 'int' in flag && flag.int === 1
    const inputs = node.inputs.map((input, index) => (index === operand ? from : input))
    return { ...node, inputs, attributes: { ...node.attributes, [attribute]: { int: isTransposed ? 0 : 1 } } }
  }
  return { ...graph, nodes: graph.nodes.map((node) => (node.op === 'Gemm' ? absorb(absorb(node, 0), 1) : node)) }
}
