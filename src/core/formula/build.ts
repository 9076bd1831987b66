/**
 * Building a graph: constants are folded, equal subexpressions are shared, signs and neutral elements are removed as
 * each node is asked for. A zero times anything is zero, so that a constant of 0 (eta = 0) costs nothing at run time.
 */
import { nodeAt } from './graph'
import type { BinaryOp, ElementaryOp, Graph, Node, UnaryOp } from './graph'

export interface Builder {
  readonly nodes: Node[]
  readonly known: Map<string, number>
  /** Whether a node can be shown never to be negative, which makes its square root real. */
  readonly nonNegative: boolean[]
}

export function createBuilder(): Builder {
  return { nodes: [], known: new Map(), nonNegative: [] }
}

function intern(builder: Builder, key: string, node: Node, nonNegative: boolean): number {
  const found = builder.known.get(key)
  if (found !== undefined) return found
  const index = builder.nodes.push(node) - 1
  builder.nonNegative.push(nonNegative)
  builder.known.set(key, index)
  return index
}

function unary(builder: Builder, op: UnaryOp, a: number, nonNegative: boolean): number {
  return intern(builder, `${op} ${a}`, { op, a }, nonNegative)
}

function binary(builder: Builder, op: BinaryOp, a: number, b: number, nonNegative: boolean): number {
  const swap = (op === 'add' || op === 'mul') && a > b
  const [first, second] = swap ? [b, a] : [a, b]
  return intern(builder, `${op} ${first} ${second}`, { op, a: first, b: second }, nonNegative)
}

export function constant(builder: Builder, value: number): number {
  const positiveZero = value === 0 ? 0 : value
  return intern(builder, `constant ${positiveZero}`, { op: 'constant', value: positiveZero }, positiveZero >= 0)
}

/** @param nonNegative true where every value that this input will take is known to be zero or more */
export function input(builder: Builder, name: string, nonNegative = false): number {
  return intern(builder, `input ${name}`, { op: 'input', name }, nonNegative)
}

/** @returns the number, where the node is a constant */
export function constantValue(builder: Builder, index: number): number | undefined {
  const node = nodeAt(builder.nodes, index)
  return node.op === 'constant' ? node.value : undefined
}

export function isNonNegative(builder: Builder, index: number): boolean {
  return builder.nonNegative[index] === true
}

/** The operand, where the node is a change of sign. */
function negated(builder: Builder, index: number): number | undefined {
  const node = nodeAt(builder.nodes, index)
  return node.op === 'neg' ? node.a : undefined
}

export function neg(builder: Builder, a: number): number {
  const value = constantValue(builder, a)
  if (value !== undefined) return constant(builder, -value)
  const node = nodeAt(builder.nodes, a)
  if (node.op === 'neg') return node.a
  if (node.op === 'sub') return sub(builder, node.b, node.a)
  return unary(builder, 'neg', a, false)
}

export function add(builder: Builder, a: number, b: number): number {
  const valueA = constantValue(builder, a)
  const valueB = constantValue(builder, b)
  if (valueA !== undefined && valueB !== undefined) return constant(builder, valueA + valueB)
  if (valueA === 0) return b
  if (valueB === 0) return a
  const minusA = negated(builder, a)
  const minusB = negated(builder, b)
  if (minusA !== undefined && minusB !== undefined) return neg(builder, add(builder, minusA, minusB))
  if (minusB !== undefined) return sub(builder, a, minusB)
  if (minusA !== undefined) return sub(builder, b, minusA)
  return binary(builder, 'add', a, b, isNonNegative(builder, a) && isNonNegative(builder, b))
}

export function sub(builder: Builder, a: number, b: number): number {
  const valueA = constantValue(builder, a)
  const valueB = constantValue(builder, b)
  if (valueA !== undefined && valueB !== undefined) return constant(builder, valueA - valueB)
  if (valueB === 0) return a
  if (valueA === 0) return neg(builder, b)
  if (a === b) return constant(builder, 0)
  const minusA = negated(builder, a)
  const minusB = negated(builder, b)
  if (minusB !== undefined) return add(builder, a, minusB)
  if (minusA !== undefined) return neg(builder, add(builder, minusA, b))
  return binary(builder, 'sub', a, b, false)
}

export function mul(builder: Builder, a: number, b: number): number {
  const valueA = constantValue(builder, a)
  if (valueA !== undefined) return scale(builder, valueA, b)
  const valueB = constantValue(builder, b)
  if (valueB !== undefined) return scale(builder, valueB, a)
  const minusA = negated(builder, a)
  const minusB = negated(builder, b)
  if (minusA !== undefined) return neg(builder, mul(builder, minusA, b))
  if (minusB !== undefined) return neg(builder, mul(builder, a, minusB))
  const node = nodeAt(builder.nodes, a)
  // Roots are only ever taken of what is not negative, so the square of a root is its argument: |z|^2 needs no root.
  if (a === b && node.op === 'sqrt') return node.a
  const nonNegative = a === b || (isNonNegative(builder, a) && isNonNegative(builder, b))
  return binary(builder, 'mul', a, b, nonNegative)
}

/** A constant times a node; constants that meet are multiplied now. */
function scale(builder: Builder, factor: number, a: number): number {
  const value = constantValue(builder, a)
  if (value !== undefined) return constant(builder, factor * value)
  if (factor === 0) return constant(builder, 0)
  if (factor === 1) return a
  if (factor < 0) return neg(builder, scale(builder, -factor, a))
  const minus = negated(builder, a)
  if (minus !== undefined) return neg(builder, scale(builder, factor, minus))
  const node = nodeAt(builder.nodes, a)
  if (node.op === 'mul') {
    const inner = constantValue(builder, node.a)
    const other = constantValue(builder, node.b)
    if (inner !== undefined) return scale(builder, factor * inner, node.b)
    if (other !== undefined) return scale(builder, factor * other, node.a)
  }
  return binary(builder, 'mul', constant(builder, factor), a, isNonNegative(builder, a))
}

export function div(builder: Builder, a: number, b: number): number {
  const valueA = constantValue(builder, a)
  const valueB = constantValue(builder, b)
  if (valueA !== undefined && valueB !== undefined) return constant(builder, valueA / valueB)
  if (valueB !== undefined && valueB !== 0) return scale(builder, 1 / valueB, a)
  if (valueA === 0) return a
  const minusA = negated(builder, a)
  const minusB = negated(builder, b)
  if (minusA !== undefined) return neg(builder, div(builder, minusA, b))
  if (minusB !== undefined) return neg(builder, div(builder, a, minusB))
  return binary(builder, 'div', a, b, isNonNegative(builder, a) && isNonNegative(builder, b))
}

export function abs(builder: Builder, a: number): number {
  const value = constantValue(builder, a)
  if (value !== undefined) return constant(builder, Math.abs(value))
  if (isNonNegative(builder, a)) return a
  const minus = negated(builder, a)
  return minus !== undefined ? abs(builder, minus) : unary(builder, 'abs', a, true)
}

/** Square root of a node that is known not to be negative. */
export function sqrt(builder: Builder, a: number): number {
  const value = constantValue(builder, a)
  if (value !== undefined) return constant(builder, Math.sqrt(value))
  const node = nodeAt(builder.nodes, a)
  if (node.op === 'mul' && node.a === node.b) return abs(builder, node.a)
  return unary(builder, 'sqrt', a, true)
}

/** -1, 0 or 1. */
export function sign(builder: Builder, a: number): number {
  const value = constantValue(builder, a)
  if (value !== undefined) return constant(builder, Math.sign(value))
  return unary(builder, 'sign', a, isNonNegative(builder, a))
}

/** Functions whose values are never negative, or only where their argument is. */
const POSITIVE: ReadonlySet<ElementaryOp> = new Set(['exp', 'cosh'])
const SIGN_OF_ARGUMENT: ReadonlySet<ElementaryOp> = new Set(['tanh', 'sinh', 'atan'])

export function elementary(builder: Builder, op: ElementaryOp, a: number): number {
  const value = constantValue(builder, a)
  if (value !== undefined) return constant(builder, Math[op](value))
  const nonNegative = POSITIVE.has(op) || (SIGN_OF_ARGUMENT.has(op) && isNonNegative(builder, a))
  return unary(builder, op, a, nonNegative)
}

export function minimum(builder: Builder, a: number, b: number): number {
  return folded(builder, 'min', a, b, isNonNegative(builder, a) && isNonNegative(builder, b))
}

export function maximum(builder: Builder, a: number, b: number): number {
  return folded(builder, 'max', a, b, isNonNegative(builder, a) || isNonNegative(builder, b))
}

/** The angle of the point (b, a). */
export function angle(builder: Builder, a: number, b: number): number {
  return folded(builder, 'atan2', a, b, isNonNegative(builder, a))
}

/** a^b, where a is known not to be negative. */
export function power(builder: Builder, a: number, b: number): number {
  const exponent = constantValue(builder, b)
  if (exponent === 0) return constant(builder, 1)
  if (exponent === 1) return a
  if (exponent === 2) return mul(builder, a, a)
  if (exponent === 1 / 2) return sqrt(builder, a)
  return folded(builder, 'pow', a, b, true)
}

function folded(builder: Builder, op: 'min' | 'max' | 'atan2' | 'pow', a: number, b: number, nonNegative: boolean): number {
  const valueA = constantValue(builder, a)
  const valueB = constantValue(builder, b)
  if (valueA !== undefined && valueB !== undefined) return constant(builder, Math[op](valueA, valueB))
  return binary(builder, op, a, b, nonNegative)
}

/** The node that `op` makes of its operands, simplified. */
export function apply(builder: Builder, op: UnaryOp | BinaryOp, a: number, b: number): number {
  return operations[op](builder, a, b)
}

type Operation = (builder: Builder, a: number, b: number) => number

const function1 = (op: ElementaryOp): Operation => (builder, a) => elementary(builder, op, a)

const operations: Readonly<Record<UnaryOp | BinaryOp, Operation>> = {
  neg,
  abs,
  sqrt,
  sign,
  exp: function1('exp'),
  log: function1('log'),
  sin: function1('sin'),
  cos: function1('cos'),
  tanh: function1('tanh'),
  sinh: function1('sinh'),
  cosh: function1('cosh'),
  atan: function1('atan'),
  add,
  sub,
  mul,
  div,
  min: minimum,
  max: maximum,
  atan2: angle,
  pow: power
}

/**
 * Repeats a graph inside another one, its inputs replaced by nodes of the builder.
 * @returns for every output of `graph` its node in the builder
 */
export function inline(
  builder: Builder,
  graph: Graph,
  inputs: ReadonlyMap<string, number>
): Readonly<Record<string, number>> {
  const placed: number[] = []
  const at = (index: number): number => placed[index] ?? -1
  for (const node of graph.nodes) {
    if (node.op === 'constant') placed.push(constant(builder, node.value))
    else if (node.op === 'input') placed.push(inputs.get(node.name) ?? input(builder, node.name))
    else placed.push(apply(builder, node.op, at(node.a), 'b' in node ? at(node.b) : -1))
  }
  return Object.fromEntries(Object.entries(graph.outputs).map(([name, index]) => [name, at(index)]))
}
