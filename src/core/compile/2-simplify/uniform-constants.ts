/** A constant that holds one number everywhere becomes a scalar where the other operand alone gives the shape. */
import { sameShape, typeOf } from '../graph'
import type { Constant, Graph, Node } from '../graph'
import { withConstants } from './rewrite'

const ELEMENTWISE = new Set(['Add', 'Sub', 'Mul', 'Div'])

/** The one number that a tensor holds everywhere; null where there are several, or where it is a scalar already. */
export function uniformValue(constant: Constant | undefined): number | null {
  if (constant?.element !== 'float32' || constant.shape.length === 0) return null
  const [first] = constant.data
  return first !== undefined && constant.data.every((value) => Object.is(value, first)) ? first : null
}

export function shrinkUniformConstants(graph: Graph): Graph {
  const scalars = new Map<string, Constant>()
  const scalarFor = (input: string, other: string | undefined, output: string | undefined): string => {
    const value = uniformValue(graph.constants.get(input))
    if (value === null || other === undefined || output === undefined) return input
    if (!sameShape(typeOf(graph, other).shape, typeOf(graph, output).shape)) return input
    const name = `${input}_scalar`
    scalars.set(name, { element: 'float32', shape: [], data: Float32Array.of(value) })
    return name
  }
  const shrink = (node: Node): Node => {
    const [a, b] = node.inputs
    const [output] = node.outputs
    if (!ELEMENTWISE.has(node.op) || a === undefined || b === undefined) return node
    const left = scalarFor(a, b, output)
    return { ...node, inputs: [left, left === a ? scalarFor(b, a, output) : b] }
  }
  const nodes = graph.nodes.map(shrink)
  return withConstants({ ...graph, nodes }, scalars)
}
