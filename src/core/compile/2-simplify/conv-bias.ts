/** A bias added to each channel of a convolution, behind its transpose to channels last, becomes the convolution's own. */
import { typeOf } from '../graph'
import type { Graph, Node } from '../graph'
import { makers, readers } from './rewrite'
import { permutationOf } from './transposes'

export function fuseConvBias(graph: Graph): Graph {
  const made = makers(graph)
  const reads = readers(graph)
  const replaced = new Map<Node, readonly Node[]>()
  /** The transpose behind a value and the convolution behind that, where nothing else reads them. */
  const channelsLast = (value: string | undefined): readonly [Node, Node] | null => {
    const transpose = value === undefined ? undefined : made.get(value)
    const [from] = transpose?.inputs ?? []
    const conv = from === undefined ? undefined : made.get(from)
    if (!transpose || !conv || from === undefined || permutationOf(transpose)?.join() !== '0,2,3,1') return null
    if (conv.op !== 'Conv' || conv.inputs.length !== 2) return null
    return reads.get(from) === 1 && reads.get(value ?? '') === 1 ? [transpose, conv] : null
  }
  for (const node of graph.nodes) {
    const [a, b] = node.inputs
    const [output] = node.outputs
    const found = node.op === 'Add' ? channelsLast(a) : null
    if (!found || b === undefined || output === undefined || typeOf(graph, b).shape.length !== 1) continue
    const [transpose, conv] = found
    // Where the bias is made after the convolution, both move to the sum's place.
    replaced.set(conv, [])
    replaced.set(transpose, [])
    replaced.set(node, [{ ...conv, inputs: [...conv.inputs, b] }, { ...transpose, outputs: [output] }])
  }
  return { ...graph, nodes: graph.nodes.flatMap((node) => replaced.get(node) ?? [node]) }
}
