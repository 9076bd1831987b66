/** Nodes and constants that no output needs go away. */
import type { Graph, Node } from '../graph'

export function removeDeadCode(graph: Graph): Graph {
  const needed = new Set(graph.outputs.map(({ value }) => value))
  const kept: Node[] = []
  for (const node of [...graph.nodes].reverse()) {
    if (!node.outputs.some((output) => needed.has(output))) continue
    node.inputs.forEach((input) => needed.add(input))
    kept.unshift(node)
  }
  const made = new Set(kept.flatMap(({ outputs }) => outputs))
  const keep = (value: string): boolean => needed.has(value) || graph.inputs.includes(value) || made.has(value)
  return {
    ...graph,
    nodes: kept,
    constants: new Map([...graph.constants].filter(([name]) => needed.has(name))),
    types: new Map([...graph.types].filter(([name]) => keep(name)))
  }
}
