/** x times one constant, times another, becomes x times their product; times one becomes x. Scalar constants only. */
import { sameShape, typeOf } from '../graph'
import type { Constant, Graph, Node } from '../graph'
import { makers, substitute, withConstants } from './rewrite'

interface Scaling {
  readonly of: string
  readonly by: number
}

function scalarOf(graph: Graph, value: string | undefined): number | null {
  const constant = value === undefined ? undefined : graph.constants.get(value)
  return constant?.element === 'float32' && constant.shape.length === 0 ? (constant.data[0] ?? null) : null
}

function scalingOf(graph: Graph, node: Node | undefined): Scaling | null {
  const [a, b] = node?.inputs ?? []
  if (node?.op !== 'Mul' || a === undefined || b === undefined) return null
  const left = scalarOf(graph, a)
  const right = scalarOf(graph, b)
  if (left !== null) return { of: b, by: left }
  return right !== null ? { of: a, by: right } : null
}

export function mergeScalings(graph: Graph): Graph {
  const made = makers(graph)
  const products = new Map<string, Constant>()
  const replacement = new Map<string, string>()
  const merge = (node: Node): Node => {
    const [output] = node.outputs
    const outer = scalingOf(graph, node)
    if (!outer || output === undefined) return node
    if (outer.by === 1 && sameShape(typeOf(graph, outer.of).shape, typeOf(graph, output).shape)) {
      replacement.set(output, outer.of)
    }
    const inner = scalingOf(graph, made.get(outer.of))
    if (!inner) return node
    const name = `${output}_scale`
    products.set(name, { element: 'float32', shape: [], data: Float32Array.of(outer.by * inner.by) })
    return { ...node, inputs: [inner.of, name] }
  }
  const nodes = graph.nodes.map(merge)
  return substitute(withConstants({ ...graph, nodes }, products), replacement)
}
