/** What passes share: replacing values, and looking up who makes one. */
import type { Constant, Graph, Node } from '../graph'

/** Every use of a value replaced by what `replacement` has for it, followed to its end. */
export function substitute(graph: Graph, replacement: ReadonlyMap<string, string>): Graph {
  const follow = (value: string): string => {
    let end = value
    for (let next = replacement.get(end); next !== undefined; next = replacement.get(end)) end = next
    return end
  }
  return {
    ...graph,
    nodes: graph.nodes.map((node) => ({ ...node, inputs: node.inputs.map(follow) })),
    outputs: graph.outputs.map(({ name, value }) => ({ name, value: follow(value) }))
  }
}

/** The node behind each value that a node makes. */
export function makers(graph: Graph): ReadonlyMap<string, Node> {
  return new Map(graph.nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)))
}

/** How often each value is read, outputs of the graph counted. */
export function readers(graph: Graph): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  const count = (value: string): void => void counts.set(value, (counts.get(value) ?? 0) + 1)
  for (const node of graph.nodes) node.inputs.forEach(count)
  for (const { value } of graph.outputs) count(value)
  return counts
}

/** A graph with one more constant, under a name of its own. */
export function withConstants(graph: Graph, added: ReadonlyMap<string, Constant>): Graph {
  if (added.size === 0) return graph
  const types = new Map(graph.types)
  for (const [name, { element, shape }] of added) types.set(name, { element, shape })
  return { ...graph, types, constants: new Map([...graph.constants, ...added]) }
}
