/** A graph as text, one value a line: what golden files hold and a person reads. */
import { typeOf } from './graph'
import type { Attribute, Constant, Graph, Node, ValueType } from './graph'

const LONGEST_CONSTANT = 8
const SHORT = { float32: 'f32', int64: 'i64', bool: 'bool' } as const

function printType({ element, shape }: ValueType): string {
  return `${SHORT[element]}[${shape.join(', ')}]`
}

function printAttribute([name, attribute]: [string, Attribute]): string {
  if ('ints' in attribute) return `${name}=[${attribute.ints.join(', ')}]`
  return `${name}=${'int' in attribute ? attribute.int : attribute.float}`
}

function printConstant({ data }: Constant): string {
  const shown = Array.from(data.slice(0, LONGEST_CONSTANT), (value) => Number(value.toPrecision(7)))
  return `${shown.join(' ')}${data.length > LONGEST_CONSTANT ? ` ... (${data.length})` : ''}`
}

function printNode(graph: Graph, { op, inputs, outputs, attributes }: Node): string {
  const left = outputs.map((value) => `${value} ${printType(typeOf(graph, value))}`).join(', ')
  return `${left} = ${[`${op}(${inputs.join(', ')})`, ...Object.entries(attributes).map(printAttribute)].join(' ')}`
}

export function printGraph(graph: Graph): string {
  const lines = [
    `graph ${graph.name}, ${graph.nodes.length} nodes`,
    ...graph.inputs.map((input) => `input ${input} ${printType(typeOf(graph, input))}`),
    ...[...graph.constants].map(
      ([name, constant]) => `constant ${name} ${printType(constant)} = ${printConstant(constant)}`
    ),
    ...graph.nodes.map((node) => printNode(graph, node)),
    ...graph.outputs.map(({ name, value }) => `output ${name} = ${value}`)
  ]
  return `${lines.join('\n')}\n`
}
