/** Values get short names in the order in which they stand, inputs keep theirs: so that goldens read well. */
import { typeOf } from '../graph'
import type { Graph } from '../graph'

export function renumber(graph: Graph): Graph {
  const names = new Map(graph.inputs.map((input) => [input, input]))
  const nameOf = (value: string): string => names.get(value) ?? value
  const used = graph.nodes.flatMap((node) => node.inputs).concat(graph.outputs.map(({ value }) => value))
  const constants = [...new Set(used)].filter((value) => graph.constants.has(value))
  constants.forEach((value, index) => names.set(value, `c${index}`))
  const made = graph.nodes.flatMap((node) => node.outputs)
  made.forEach((value, index) => names.set(value, `v${index}`))
  return {
    name: graph.name,
    inputs: graph.inputs,
    outputs: graph.outputs.map(({ name, value }) => ({ name, value: nameOf(value) })),
    nodes: graph.nodes.map((node) => ({
      ...node,
      inputs: node.inputs.map(nameOf),
      outputs: node.outputs.map(nameOf)
    })),
    constants: inOrder(constants, graph.constants, nameOf),
    types: new Map([...graph.inputs, ...constants, ...made].map((value) => [nameOf(value), typeOf(graph, value)]))
  }
}

function inOrder(
  values: readonly string[],
  constants: Graph['constants'],
  nameOf: (value: string) => string
): Graph['constants'] {
  return new Map(
    values.flatMap((value) => {
      const constant = constants.get(value)
      return constant ? [[nameOf(value), constant] as const] : []
    })
  )
}
