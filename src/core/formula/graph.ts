/**
 * A real-valued expression graph in static single assignment: node k refers only to nodes before k. Complex quantities
 * are pairs of nodes. From it come the plain double-precision twin, the SIMD kernel and the printed text.
 */

/** Functions that WebAssembly has no instruction for; dynamics/functions has them, by the same names. */
export type ElementaryOp = 'exp' | 'log' | 'sin' | 'cos' | 'tanh' | 'sinh' | 'cosh' | 'atan'

/** `sign` is -1, 0 or 1. */
export type UnaryOp = 'neg' | 'abs' | 'sqrt' | 'sign' | ElementaryOp
/** `pow` has a base that is not negative; atan2(a, b) is the angle of the point (b, a). */
export type BinaryOp = 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max' | 'atan2' | 'pow'

export type Node =
  | { readonly op: 'constant'; readonly value: number }
  | { readonly op: 'input'; readonly name: string }
  | { readonly op: UnaryOp; readonly a: number }
  | { readonly op: BinaryOp; readonly a: number; readonly b: number }

/** `outputs` names the nodes that are wanted, for example `re` and `im`. */
export interface Graph {
  readonly nodes: readonly Node[]
  readonly outputs: Readonly<Record<string, number>>
}

/** @returns the nodes that `node` reads */
export function operands(node: Node): readonly number[] {
  if ('b' in node) return [node.a, node.b]
  return 'a' in node ? [node.a] : []
}

/** Node `index` of a graph. @throws RangeError where there is none: a defect, not a person's mistake */
export function nodeAt(nodes: readonly Node[], index: number): Node {
  const node = nodes[index]
  if (!node) throw new RangeError(`expression graph has no node ${index}`)
  return node
}

/** The same graph without the nodes that no output needs, in the same order. */
export function withoutDeadNodes({ nodes, outputs }: Graph): Graph {
  const alive = new Set(Object.values(outputs))
  for (let index = nodes.length - 1; index >= 0; index--) {
    if (alive.has(index)) operands(nodeAt(nodes, index)).forEach((operand) => alive.add(operand))
  }
  const kept = [...alive].sort((a, b) => a - b)
  const place = new Map(kept.map((old, index) => [old, index]))
  const moved = (old: number): number => place.get(old) ?? -1
  return {
    nodes: kept.map((old) => renumber(nodeAt(nodes, old), moved)),
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, old]) => [name, moved(old)]))
  }
}

function renumber(node: Node, moved: (old: number) => number): Node {
  if ('b' in node) return { op: node.op, a: moved(node.a), b: moved(node.b) }
  return 'a' in node ? { op: node.op, a: moved(node.a) } : node
}
