/** Constants that hold the same numbers, and nodes that do the same to the same values, become one. */
import type { Constant, Graph, Node } from '../graph'

function constantKey({ element, shape, data }: Constant): string {
  // Object.is tells -0 from 0, a decimal print does not.
  const numbers = Array.from(data, (value) => (Object.is(value, -0) ? '-0' : String(value)))
  return `${element}[${shape.join()}]${numbers.join()}`
}

function nodeKey({ op, attributes }: Node, inputs: readonly string[]): string {
  const sorted = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([op, inputs, sorted])
}

export function shareCommonSubexpressions(graph: Graph): Graph {
  const same = new Map<string, string>()
  const seen = new Map<string, readonly string[]>()
  const resolve = (value: string): string => same.get(value) ?? value
  const isNew = (key: string, values: readonly string[]): boolean => {
    const earlier = seen.get(key)
    if (!earlier) seen.set(key, values)
    else values.forEach((value, index) => same.set(value, earlier[index] ?? value))
    return !earlier
  }
  const constants = new Map([...graph.constants].filter(([name, constant]) => isNew(constantKey(constant), [name])))
  const nodes = graph.nodes.flatMap((node) => {
    const inputs = node.inputs.map(resolve)
    return isNew(nodeKey(node, inputs), node.outputs) ? [{ ...node, inputs }] : []
  })
  const outputs = graph.outputs.map(({ name, value }) => ({ name, value: resolve(value) }))
  return { ...graph, constants, nodes, outputs }
}
