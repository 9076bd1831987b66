/** A graph as text, one node a line, for reading and for golden tests. */
import type { BinaryOp, Graph, Node } from './graph'

const SIGNS: Readonly<Partial<Record<BinaryOp, string>>> = { add: '+', sub: '-', mul: '*', div: '/' }

/** @returns lines such as `%4 = %2 * %3`, then the outputs such as `re = %4` */
export function printGraph({ nodes, outputs }: Graph): string {
  const lines = nodes.map((node, index) => `%${index} = ${printNode(node)}`)
  const wanted = Object.entries(outputs).map(([name, index]) => `${name} = %${index}`)
  return [...lines, ...wanted].join('\n')
}

function printNode(node: Node): string {
  if (node.op === 'constant') return String(node.value)
  if (node.op === 'input') return node.name
  if (!('b' in node)) return `${node.op} %${node.a}`
  const sign = SIGNS[node.op]
  return sign ? `%${node.a} ${sign} %${node.b}` : `${node.op} %${node.a} %${node.b}`
}
