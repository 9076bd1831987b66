/**
 * A transpose of a transpose becomes one, or none where the axes come back; one that leaves the axes goes away; an
 * elementwise function before a transpose is the same as after it, so that transposes meet.
 */
import { typeOf } from '../graph'
import type { Graph, Node, ValueType } from '../graph'
import { makers, readers, substitute } from './rewrite'

/** Functions of one tensor that look at each number alone. */
const ELEMENTWISE = new Set(['Tanh', 'Relu', 'LeakyRelu', 'Sigmoid', 'Softplus', 'Erf', 'Abs', 'Neg', 'Exp', 'Log', 'Sqrt', 'Cast'])

export function permutationOf({ op, attributes }: Node): readonly number[] | null {
  const { perm } = attributes
  return op === 'Transpose' && perm && 'ints' in perm ? perm.ints : null
}

export function cancelTransposes(graph: Graph): Graph {
  const made = makers(graph)
  const replacement = new Map<string, string>()
  const nodes = graph.nodes.map((node) => {
    const outer = permutationOf(node)
    const [from] = node.inputs
    const [to] = node.outputs
    if (!outer || from === undefined || to === undefined) return node
    const before = made.get(from)
    const inner = before ? permutationOf(before) : null
    const perm = inner ? outer.map((axis) => inner[axis] ?? axis) : outer
    const source = (inner ? before?.inputs[0] : from) ?? from
    if (perm.every((axis, place) => axis === place)) replacement.set(to, source)
    return { ...node, inputs: [source], attributes: { perm: { ints: perm } } }
  })
  return substitute({ ...graph, nodes }, replacement)
}

/** f(Transpose(x)) becomes Transpose(f(x)) where nothing else reads the transpose. */
export function sinkTransposes(graph: Graph): Graph {
  const made = makers(graph)
  const reads = readers(graph)
  const types = new Map<string, ValueType>(graph.types)
  const swapped = new Map<Node, readonly Node[]>()
  for (const node of graph.nodes) {
    const [from, ...others] = node.inputs
    const [to] = node.outputs
    const before = from === undefined ? undefined : made.get(from)
    const [source] = before?.inputs ?? []
    if (!ELEMENTWISE.has(node.op) || !before || !permutationOf(before) || swapped.has(before)) continue
    if (from === undefined || to === undefined || source === undefined || others.length > 0 || reads.get(from) !== 1) continue
    types.set(from, { ...typeOf(graph, source), element: typeOf(graph, to).element })
    swapped.set(before, [])
    swapped.set(node, [{ ...node, inputs: [source], outputs: [from] }, { ...before, inputs: [from], outputs: [to] }])
  }
  return { ...graph, types, nodes: graph.nodes.flatMap((node) => swapped.get(node) ?? [node]) }
}
