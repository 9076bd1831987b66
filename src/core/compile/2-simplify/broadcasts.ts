/**
 * TensorFlow.js's gradients spread a value over a larger shape by a product with ones. Where the value is next combined with
 * another that has this shape, the spreading is left to that operation; elsewhere it becomes an Expand, which reads no ones.
 */
import { fixedShape, sameShape, typeOf } from '../graph'
import type { Constant, Graph, Node } from '../graph'
import { withConstants } from './rewrite'
import { uniformValue } from './uniform-constants'

const SPREADING = new Set(['Add', 'Sub', 'Mul', 'Div'])

interface Spread {
  /** What is spread, and over what it becomes. */
  readonly from: string
  readonly to: string
}

function spreadOf(graph: Graph, node: Node): Spread | null {
  const [a, b] = node.inputs
  const [to] = node.outputs
  if (node.op !== 'Mul' || a === undefined || b === undefined || to === undefined) return null
  const from = isOnes(graph, b) ? a : isOnes(graph, a) ? b : null
  // Constants are folded.
  if (from === null || graph.constants.has(from) || sameShape(typeOf(graph, from).shape, typeOf(graph, to).shape)) return null
  return { from, to }
}

function isOnes(graph: Graph, value: string): boolean {
  return uniformValue(graph.constants.get(value)) === 1
}

export function spreadLate(graph: Graph): Graph {
  const spreads = new Map(graph.nodes.flatMap((node) => {
    const spread = spreadOf(graph, node)
    return spread ? [[spread.to, spread] as const] : []
  }))
  const shapes = new Map<string, Constant>()
  const rewritten = (node: Node): Node => {
    const own = spreads.get(node.outputs[0] ?? '')
    return own ? expanded(graph, node, own, shapes) : { ...node, inputs: narrowInputs(graph, node, spreads) }
  }
  return withConstants({ ...graph, nodes: graph.nodes.map(rewritten) }, shapes)
}

/** The inputs of a node that spreads them itself. */
function narrowInputs(graph: Graph, { op, inputs, outputs: [output] }: Node, spreads: ReadonlyMap<string, Spread>): readonly string[] {
  const [a, b] = inputs
  if (!SPREADING.has(op) || a === undefined || b === undefined || output === undefined) return inputs
  const { shape } = typeOf(graph, output)
  const hasShape = (value: string): boolean => sameShape(typeOf(graph, value).shape, shape)
  const [left, right] = [spreads.get(a)?.from, spreads.get(b)?.from]
  if (left !== undefined && hasShape(b)) return [left, b]
  return right !== undefined && hasShape(a) ? [a, right] : inputs
}

function expanded(graph: Graph, node: Node, { from, to }: Spread, shapes: Map<string, Constant>): Node {
  const given = typeOf(graph, from).shape
  const wanted = typeOf(graph, to).shape
  // A length of 1 leaves what is there, which may be a free batch.
  const lengths = fixedShape(wanted.map((length, axis) => (given[axis + given.length - wanted.length] === length ? 1 : length)))
  const name = `${to}_shape`
  shapes.set(name, { element: 'int64', shape: [lengths.length], data: lengths })
  return { ...node, op: 'Expand', inputs: [from, name] }
}
