/**
 * Derivatives of a graph as a graph, by the chain rule from inputs to outputs (forward mode; A. Griewank and A. Walther,
 * Evaluating Derivatives (2nd ed., 2008), chapter 3). A complex variable is a pair of inputs, so that functions that are not analytic,
 * such as |z|, have derivatives too. At a corner of abs, min or max the derivative is the mean of both sides.
 */
import { add, apply, constant, createBuilder, div, elementary, input, mul, neg, power, sign, sub } from './build'
import type { Builder } from './build'
import { nodeAt, withoutDeadNodes } from './graph'
import type { ElementaryOp, Graph, Node } from './graph'

/** Name of the output that holds d output / d input. */
export function derivativeName(output: string, wrt: string): string {
  return `d ${output} / d ${wrt}`
}

/**
 * @param wrt inputs; those that the graph does not have give zeros
 * @returns the outputs of `graph`, and for each of them its derivatives, named by `derivativeName`
 */
export function differentiate(graph: Graph, wrt: readonly string[]): Graph {
  const builder = createBuilder()
  const values: number[] = []
  for (const node of graph.nodes) values.push(repeat(builder, node, values))
  const outputs = Object.entries(graph.outputs).map(([name, index]): [string, number] => [name, valueAt(values, index)])
  const slopes = wrt.flatMap((name) => {
    const tangents: number[] = []
    graph.nodes.forEach((node, index) => tangents.push(tangent(builder, node, valueAt(values, index), name, values, tangents)))
    return Object.entries(graph.outputs).map(([output, index]): [string, number] => [
      derivativeName(output, name),
      valueAt(tangents, index)
    ])
  })
  return withoutDeadNodes({ nodes: builder.nodes, outputs: Object.fromEntries([...outputs, ...slopes]) })
}

function valueAt(values: readonly number[], index: number): number {
  const value = values[index]
  if (value === undefined) throw new RangeError(`expression graph has no node ${index}`)
  return value
}

function repeat(builder: Builder, node: Node, values: readonly number[]): number {
  if (node.op === 'constant') return constant(builder, node.value)
  if (node.op === 'input') return input(builder, node.name)
  return apply(builder, node.op, valueAt(values, node.a), 'b' in node ? valueAt(values, node.b) : -1)
}

/** @param f the node's own value */
function tangent(builder: Builder, node: Node, f: number, wrt: string, values: readonly number[], tangents: readonly number[]): number {
  if (node.op === 'constant') return constant(builder, 0)
  if (node.op === 'input') return constant(builder, node.name === wrt ? 1 : 0)
  const [a, da] = [valueAt(values, node.a), valueAt(tangents, node.a)]
  if (!('b' in node)) return isZero(builder, da) ? da : mul(builder, da, slopes[node.op](builder, a, f))
  return rules[node.op](builder, { f, a, da, b: valueAt(values, node.b), db: valueAt(tangents, node.b) })
}

function isZero(builder: Builder, index: number): boolean {
  const node = nodeAt(builder.nodes, index)
  return node.op === 'constant' && node.value === 0
}

type Slope = (builder: Builder, a: number, f: number) => number

const squared = (builder: Builder, a: number): number => mul(builder, a, a)
const one = (builder: Builder): number => constant(builder, 1)
const half = (builder: Builder): number => constant(builder, 1 / 2)

/** f'(a) of functions of one argument. */
const slopes: Readonly<Record<'neg' | 'abs' | 'sqrt' | 'sign' | ElementaryOp, Slope>> = {
  neg: (builder) => constant(builder, -1),
  abs: (builder, a) => sign(builder, a),
  sqrt: (builder, _a, f) => div(builder, half(builder), f),
  sign: (builder) => constant(builder, 0),
  exp: (_builder, _a, f) => f,
  log: (builder, a) => div(builder, one(builder), a),
  sin: (builder, a) => elementary(builder, 'cos', a),
  cos: (builder, a) => neg(builder, elementary(builder, 'sin', a)),
  tanh: (builder, _a, f) => sub(builder, one(builder), squared(builder, f)),
  sinh: (builder, a) => elementary(builder, 'cosh', a),
  cosh: (builder, a) => elementary(builder, 'sinh', a),
  atan: (builder, a) => div(builder, one(builder), add(builder, one(builder), squared(builder, a)))
}

interface Operands {
  readonly f: number
  readonly a: number
  readonly da: number
  readonly b: number
  readonly db: number
}

type Rule = (builder: Builder, operands: Operands) => number

/** Derivatives of operations on two numbers. */
const rules: Readonly<Record<'add' | 'sub' | 'mul' | 'div' | 'min' | 'max' | 'atan2' | 'pow', Rule>> = {
  add: (builder, { da, db }) => add(builder, da, db),
  sub: (builder, { da, db }) => sub(builder, da, db),
  mul: (builder, { a, da, b, db }) => add(builder, mul(builder, da, b), mul(builder, a, db)),
  // (a/b)' = (a' - f b')/b
  div: (builder, { f, da, b, db }) => div(builder, sub(builder, da, mul(builder, f, db)), b),
  min: (builder, operands) => extreme(builder, operands, -1),
  max: (builder, operands) => extreme(builder, operands, 1),
  atan2: (builder, { a, da, b, db }) => {
    const turn = sub(builder, mul(builder, b, da), mul(builder, a, db))
    return div(builder, turn, add(builder, squared(builder, a), squared(builder, b)))
  },
  pow: (builder, { f, a, da, b, db }) => {
    const inBase = isZero(builder, da) ? da : mul(builder, da, mul(builder, b, power(builder, a, sub(builder, b, one(builder)))))
    const inExponent = isZero(builder, db) ? db : mul(builder, db, mul(builder, f, elementary(builder, 'log', a)))
    return add(builder, inBase, inExponent)
  }
}

/** max(a, b) = (a + b + |a - b|)/2, min with a minus. */
function extreme(builder: Builder, { a, da, b, db }: Operands, side: 1 | -1): number {
  const which = mul(builder, constant(builder, side), sign(builder, sub(builder, a, b)))
  const mean = mul(builder, half(builder), add(builder, da, db))
  return add(builder, mean, mul(builder, half(builder), mul(builder, which, sub(builder, da, db))))
}
