/**
 * The graph between recording and emission. Its operators are those of ONNX opset 17, whose meaning is written down
 * elsewhere (onnx.ai/onnx/operators), so that a pass or an emitter needs no second dictionary. Values have names; a node
 * stands after all that it reads. Passes never change a graph, they make a new one.
 */

/** A number, or the name of a size that is free until the graph runs. */
export type Dimension = number | string
export type Shape = readonly Dimension[]
export type ElementType = 'float32' | 'int64' | 'bool'

export interface ValueType {
  readonly element: ElementType
  readonly shape: Shape
}

/** int64 constants are shapes, axes and sizes: plain numbers hold them. */
export type Constant =
  | { readonly element: 'float32'; readonly shape: readonly number[]; readonly data: Float32Array }
  | { readonly element: 'int64'; readonly shape: readonly number[]; readonly data: readonly number[] }

export type Attribute = { readonly int: number } | { readonly float: number } | { readonly ints: readonly number[] }

export interface Node {
  readonly op: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: Readonly<Record<string, Attribute>>
}

/** A result under the name by which the outside knows it. */
export interface Output {
  readonly name: string
  readonly value: string
}

export interface Graph {
  readonly name: string
  readonly inputs: readonly string[]
  readonly outputs: readonly Output[]
  readonly nodes: readonly Node[]
  readonly constants: ReadonlyMap<string, Constant>
  /** Of every value: inputs, constants and what nodes put out. */
  readonly types: ReadonlyMap<string, ValueType>
}

/** @throws a defect when the graph does not know the value */
export function typeOf(graph: Pick<Graph, 'types' | 'name'>, value: string): ValueType {
  const type = graph.types.get(value)
  if (!type) throw new Error(`graph ${graph.name}: no value is called ${value}`)
  return type
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis])
}

/** @throws a defect when a dimension is free */
export function fixedShape(shape: Shape): number[] {
  return shape.map((length) => {
    if (typeof length === 'string') throw new Error(`the dimension ${length} has no size yet`)
    return length
  })
}
