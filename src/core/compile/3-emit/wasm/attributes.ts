/** What nodes say besides their inputs, and numbers that are known before a graph runs. */
import type { Constant, Graph, Node } from '../../graph'

/** The number that a constant holds everywhere, or null. */
export function uniformValue(graph: Graph, value: string): number | null {
  const constant = graph.constants.get(value)
  if (!constant || constant.data.length === 0) return null
  const [first] = constant.data
  return constant.data.every((number: number) => number === first) ? first : null
}

/** @throws a defect when the value is not an int64 constant */
export function integersOf(graph: Graph, value: string): readonly number[] {
  const constant: Constant | undefined = graph.constants.get(value)
  if (constant?.element !== 'int64') throw new Error(`${graph.name}: ${value} is not a constant of integers`)
  return constant.data
}

export function intOf({ attributes }: Node, name: string, otherwise: number): number {
  const attribute = attributes[name]
  return attribute && 'int' in attribute ? attribute.int : otherwise
}

export function floatOf({ attributes }: Node, name: string, otherwise: number): number {
  const attribute = attributes[name]
  return attribute && 'float' in attribute ? attribute.float : otherwise
}

export function intsOf({ attributes }: Node, name: string): readonly number[] | null {
  const attribute = attributes[name]
  return attribute && 'ints' in attribute ? attribute.ints : null
}
