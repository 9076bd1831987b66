/**
 * A graph that does the same in the form the kernel wants: no product with a transposed right factor (a node of its own
 * transposes it first, so that every product reads along rows), of transposed left factors the narrower one, and every piece
 * of a Concat made by a node that may write straight into its place (where none may, a node that copies it there).
 */
import { makers } from '../../2-simplify/rewrite'
import { fixedShape, typeOf } from '../../graph'
import type { Graph, Node } from '../../graph'
import { intOf } from './attributes'
import { roleOf } from './operations'
import { isFree, nest, placeOf } from './places'
import type { Nesting, Place } from './places'

export interface Prepared {
  readonly graph: Graph
  readonly nesting: ReadonlyMap<string, Place>
}

/** @param graph lowered: see lower.ts */
export function prepare(graph: Graph): Prepared {
  return joinInPlace(turnTall(transposeFirst(graph)))
}

function transposeFirst(graph: Graph): Graph {
  const types = new Map(graph.types)
  const nodes = graph.nodes.flatMap((node): Node[] => {
    if (node.op !== 'Gemm' || !intOf(node, 'transB', 0)) return [node]
    const [a, b, ...bias] = node.inputs
    const turned = `${b}_turned`
    const product = { ...node, inputs: [a, turned, ...bias], attributes: { ...node.attributes, transB: { int: 0 } } }
    if (types.has(turned)) return [product]
    const { element, shape } = typeOf(graph, b)
    types.set(turned, { element, shape: shape.toReversed() })
    return [{ op: 'Transpose', inputs: [b], outputs: [turned], attributes: {} }, product]
  })
  return { ...graph, nodes, types }
}

/**
 * a^T b, where a has more columns than b, as the transpose of b^T a: the factor that is gone through in strides is then the narrow
 * one, and vectors run along the wide one. The sums are the same, in the same order. (The gradient of weights: a are a layer's
 * inputs.)
 */
function turnTall(graph: Graph): Graph {
  const types = new Map(graph.types)
  const nodes = graph.nodes.flatMap((node): Node[] => {
    if (node.op !== 'Gemm' || !intOf(node, 'transA', 0) || node.inputs.length > 2) return [node]
    const [a, b] = node.inputs
    const [out] = node.outputs
    const { element, shape } = typeOf(graph, out)
    const [rows, columns] = fixedShape(shape)
    if (rows <= columns) return [node]
    const turned = `${out}_turned`
    types.set(turned, { element, shape: [columns, rows] })
    return [
      { ...node, inputs: [b, a], outputs: [turned] },
      { op: 'Transpose', inputs: [turned], outputs: [out], attributes: {} }
    ]
  })
  return { ...graph, nodes, types }
}

function joinInPlace(graph: Graph): Prepared {
  const types = new Map(graph.types)
  const made = makers(graph)
  const nesting: Nesting = new Map()
  const copied = (value: string, place: string): Node => {
    types.set(place, typeOf(graph, value))
    return { op: 'Identity', inputs: [value], outputs: [place], attributes: {} }
  }
  const nodes = graph.nodes.flatMap((node): Node[] => {
    if (roleOf(node) !== 'view') return [node]
    const taken = new Set<string>()
    const copies: Node[] = []
    const pieces = node.inputs.map((value, index) => {
      const { root } = placeOf(nesting, value)
      if (node.op !== 'Concat' || (isFree(graph, nesting, made, value) && !taken.has(root))) {
        taken.add(root)
        return value
      }
      const place = `${node.outputs[0]}_piece${index}`
      copies.push(copied(value, place))
      return place
    })
    const joined = { ...node, inputs: pieces }
    nest({ ...graph, types }, nesting, joined)
    return [...copies, joined]
  })
  return { graph: { ...graph, nodes, types }, nesting }
}
