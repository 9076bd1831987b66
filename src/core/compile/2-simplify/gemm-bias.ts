/**
 * A matrix product and a bias added to each of its rows become one Gemm, where nothing else reads the product; a reshape
 * between the two that leaves the rows whole comes after the bias instead.
 */
import { typeOf } from '../graph'
import type { Dimension, Graph, Node } from '../graph'
import { makers, readers } from './rewrite'

/** A product without a bias, and the reshape behind it where there is one. */
interface Bare {
  readonly product: Node
  readonly reshape: Node | null
}

export function fuseGemmBias(graph: Graph): Graph {
  const made = makers(graph)
  const reads = readers(graph)
  const replaced = new Map<Node, readonly Node[]>()
  const readOnce = (value: string | undefined): Node | null => (reads.get(value ?? '') === 1 ? (made.get(value ?? '') ?? null) : null)
  const bare = (value: string | undefined): Bare | null => {
    const node = readOnce(value)
    const reshape = node?.op === 'Reshape' && keepsRows(graph, node) ? node : null
    const product = reshape ? readOnce(reshape.inputs[0]) : node
    return product?.op === 'Gemm' && product.inputs.length === 2 ? { product, reshape } : null
  }
  for (const node of graph.nodes) {
    if (node.op !== 'Add') continue
    const [a, b] = node.inputs
    const [found, bias] = isBias(graph, b, a) ? [bare(a), b] : isBias(graph, a, b) ? [bare(b), a] : [null, undefined]
    if (!found || bias === undefined) continue
    const { product, reshape } = found
    const biased = { ...product, inputs: [...product.inputs, bias] }
    // Where the bias is made after the product, both move to the sum's place.
    replaced.set(product, [])
    if (reshape) replaced.set(reshape, [])
    replaced.set(node, reshape ? [biased, { ...reshape, outputs: node.outputs }] : [{ ...biased, outputs: node.outputs }])
  }
  return { ...graph, nodes: graph.nodes.flatMap((node) => replaced.get(node) ?? [node]) }
}

function lastOf(graph: Graph, value: string): Dimension | undefined {
  const { shape } = typeOf(graph, value)
  return shape[shape.length - 1]
}

function isBias(graph: Graph, bias: string | undefined, product: string | undefined): bias is string {
  if (bias === undefined || product === undefined) return false
  const { shape } = typeOf(graph, bias)
  return shape.length === 1 && shape[0] === lastOf(graph, product)
}

function keepsRows(graph: Graph, { inputs: [from], outputs: [to] }: Node): boolean {
  return from !== undefined && to !== undefined && lastOf(graph, from) === lastOf(graph, to)
}
