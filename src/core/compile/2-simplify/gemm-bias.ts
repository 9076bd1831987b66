/** A matrix product and a bias added to each of its rows become one Gemm, where nothing else reads the product. */
import { typeOf } from '../graph'
import type { Graph, Node } from '../graph'
import { makers, readers } from './rewrite'

export function fuseGemmBias(graph: Graph): Graph {
  const made = makers(graph)
  const reads = readers(graph)
  const fused = new Set<Node>()
  const bare = (value: string | undefined): Node | null => {
    const node = value === undefined ? undefined : made.get(value)
    return node?.op === 'Gemm' && node.inputs.length === 2 && reads.get(value ?? '') === 1 ? node : null
  }
  const isBias = (bias: string | undefined, product: string | undefined): bias is string => {
    if (bias === undefined || product === undefined) return false
    const { shape } = typeOf(graph, bias)
    return shape.length === 1 && shape[0] === typeOf(graph, product).shape[1]
  }
  const nodes = graph.nodes.map((node) => {
    if (node.op !== 'Add') return node
    const [a, b] = node.inputs
    const product = isBias(b, a) ? bare(a) : isBias(a, b) ? bare(b) : null
    const bias = product?.outputs[0] === a ? b : a
    if (!product || bias === undefined) return node
    fused.add(product)
    return { ...product, inputs: [...product.inputs, bias], outputs: node.outputs }
  })
  return { ...graph, nodes: nodes.filter((node) => !fused.has(node)) }
}
