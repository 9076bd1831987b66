/**
 * A graph whose batch size is free, from two recordings that differ in nothing but their batch. A dimension that follows
 * the batch in both is free; where anything else differs the code is not the same for every batch, and that is said.
 */
import { typeOf } from './graph'
import type { Constant, Dimension, Graph } from './graph'

export interface Recorded {
  readonly batch: number
  readonly graph: Graph
}

function differ(what: string): Error {
  return new Error(`the graph cannot take a free batch: ${what} depends on its size in another way`)
}

function freeDimension(a: Recorded, b: Recorded, name: string, left: Dimension, right: Dimension): Dimension {
  if (left === right) return left
  if (left === a.batch && right === b.batch) return name
  throw differ('a shape')
}

/** Where a target shape follows the batch, -1 lets the runtime find it. */
function freeConstant(a: Recorded, b: Recorded, left: Constant, right: Constant | undefined): Constant {
  if (!right || left.data.length !== right.data.length) throw differ('a constant')
  const follows = (value: number, index: number): boolean => value === a.batch && right.data[index] === b.batch
  const moving = Array.from(left.data).filter((value, index) => value !== right.data[index])
  if (moving.length === 0) return left
  if (left.element !== 'int64' || moving.length > 1) throw differ('a constant')
  const data = left.data.map((value, index) => {
    if (value === right.data[index]) return value
    if (!follows(value, index)) throw differ('a constant')
    return -1
  })
  return { ...left, data }
}

export function freeBatch(a: Recorded, b: Recorded, name = 'batch'): Graph {
  if (JSON.stringify(a.graph.nodes) !== JSON.stringify(b.graph.nodes)) throw differ('an operation')
  const types = [...a.graph.types].map(([value, { element, shape }]) => {
    const other = typeOf(b.graph, value).shape
    const free = shape.map((left, axis) => freeDimension(a, b, name, left, other[axis] ?? left))
    return [value, { element, shape: free }] as const
  })
  const constants = [...a.graph.constants].map(
    ([value, constant]) => [value, freeConstant(a, b, constant, b.graph.constants.get(value))] as const
  )
  return { ...a.graph, types: new Map(types), constants: new Map(constants) }
}
