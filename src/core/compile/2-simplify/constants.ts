/** What can be computed without an input is computed now, in single precision as the runtime would. */
import { sameShape, typeOf } from '../graph'
import type { Constant, Graph, Node } from '../graph'
import { withConstants } from './rewrite'

type Single = Extract<Constant, { readonly element: 'float32' }>

const BINARY: Readonly<Record<string, (a: number, b: number) => number>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => a / b
}

/** Functions that IEEE 754 rounds correctly; others would differ from the runtime's in the last bit. */
const UNARY: Readonly<Record<string, (x: number) => number>> = { Neg: (x) => -x, Sqrt: Math.sqrt }

/** Element of a tensor that is broadcast to `shape`, for the flat index of the result. */
function broadcastIndex(index: number, shape: readonly number[], own: readonly number[]): number {
  let rest = index
  let flat = 0
  let stride = 1
  for (let back = 1; back <= own.length; back++) {
    const length = shape[shape.length - back] ?? 1
    const ownLength = own[own.length - back] ?? 1
    if (ownLength !== 1) flat += (rest % length) * stride
    stride *= ownLength
    rest = Math.floor(rest / length)
  }
  return flat
}

function evaluate({ op }: Node, operands: readonly Single[], shape: readonly number[]): Float32Array | null {
  const [a, b] = operands
  const size = shape.reduce((product, length) => product * length, 1)
  if (!a) return null
  if (op === 'Reshape') return a.data
  const unary = UNARY[op]
  if (unary && !b) return a.data.map(unary)
  const binary = BINARY[op]
  if (!binary || !b) return null
  return Float32Array.from({ length: size }, (_, index) => {
    const left = a.data[broadcastIndex(index, shape, a.shape)] ?? NaN
    return binary(left, b.data[broadcastIndex(index, shape, b.shape)] ?? NaN)
  })
}

/** Constant operands of a node; null when one of them is not. A reshape's second input is its shape, known already. */
function constantOperands(node: Node, constants: ReadonlyMap<string, Constant>): Single[] | null {
  const inputs = node.op === 'Reshape' ? node.inputs.slice(0, 1) : node.inputs
  const operands: Single[] = []
  for (const input of inputs) {
    const constant = constants.get(input)
    if (constant?.element !== 'float32') return null
    operands.push(constant)
  }
  return operands
}

export function foldConstants(graph: Graph): Graph {
  const known = new Map(graph.constants)
  const folded = new Map<string, Constant>()
  const nodes = graph.nodes.filter((node) => {
    const [output] = node.outputs
    const operands = constantOperands(node, known)
    if (output === undefined || !operands) return true
    const shape = typeOf(graph, output).shape.filter((length) => typeof length === 'number')
    if (!sameShape(shape, typeOf(graph, output).shape)) return true
    const data = evaluate(node, operands, shape)
    if (!data) return true
    const constant: Constant = { element: 'float32', shape, data }
    known.set(output, constant)
    folded.set(output, constant)
    return false
  })
  return withConstants({ ...graph, nodes }, folded)
}
