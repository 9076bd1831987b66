/** A graph as ONNX's GraphProto, with the shape of every value written down. */
import { create } from '@bufbuild/protobuf'
import { typeOf } from '../../graph'
import type { Graph, Node } from '../../graph'
import { GraphProtoSchema } from './generated/onnx_pb'
import type { GraphProto } from './generated/onnx_pb'
import { nodeProto, tensor, valueInfo } from './proto'

/** What inputs and outputs are, by name. */
export type Descriptions = Readonly<Record<string, string>>

/**
 * ONNX knows an output by the name of the value itself: each is the result of an Identity of that name, unless a node
 * makes the value and nothing else claims it, in which case that value takes the output's name.
 */
export function nameOutputs(graph: Graph): Graph {
  const made = new Set(graph.nodes.flatMap((node) => node.outputs))
  const renamed = new Map<string, string>()
  const copies: Node[] = []
  const types = new Map(graph.types)
  for (const { name, value } of graph.outputs) {
    types.set(name, typeOf(graph, value))
    if (made.has(value) && !renamed.has(value)) renamed.set(value, name)
    else copies.push({ op: 'Identity', inputs: [value], outputs: [name], attributes: {} })
  }
  const rename = (value: string): string => renamed.get(value) ?? value
  const nodes = [...graph.nodes, ...copies].map((node) => ({
    ...node,
    inputs: node.inputs.map(rename),
    outputs: node.outputs.map(rename)
  }))
  return { ...graph, nodes, types, outputs: graph.outputs.map(({ name }) => ({ name, value: name })) }
}

export function graphProto(unnamed: Graph, descriptions: Descriptions = {}): GraphProto {
  const graph = nameOutputs(unnamed)
  const info = (name: string) => valueInfo(name, typeOf(graph, name), descriptions[name])
  const results = new Set(graph.outputs.map(({ name }) => name))
  const between = graph.nodes.flatMap((node) => node.outputs).filter((name) => !results.has(name))
  return create(GraphProtoSchema, {
    name: graph.name,
    input: graph.inputs.map(info),
    output: graph.outputs.map(({ name }) => info(name)),
    initializer: [...graph.constants].map(([name, constant]) => tensor(name, constant)),
    node: graph.nodes.map(nodeProto),
    valueInfo: between.map(info)
  })
}
