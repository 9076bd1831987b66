/**
 * A formula's graph run over whole arrays: each operation for all springs (or masses) before the next one, so that the cost of
 * choosing the operation is paid once for thousands of numbers. Double precision; no text becomes code.
 */
import type { BinaryOp, Graph, Node, UnaryOp } from '../formula/graph'

export interface ArrayMachine {
  /** One array for each input that the graph uses, to be filled before `run`. */
  readonly inputs: ReadonlyMap<string, Float64Array>
  readonly outputs: Readonly<Record<string, Float64Array>>
  readonly run: () => void
}

/** @param count numbers in each array */
export function createArrayMachine(graph: Graph, count: number): ArrayMachine {
  const arrays = graph.nodes.map((node) => (node.op === 'constant' ? new Float64Array(count).fill(node.value) : new Float64Array(count)))
  const at = (index: number): Float64Array => {
    const array = arrays[index]
    if (!array) throw new RangeError(`expression graph has no node ${index}`)
    return array
  }
  const inputs = new Map<string, Float64Array>()
  const actions: (() => void)[] = []
  graph.nodes.forEach((node, index) => {
    if (node.op === 'input') inputs.set(node.name, at(index))
    else if (node.op !== 'constant') actions.push(action(node, at(index), at))
  })
  const run = (): void => {
    for (let k = 0; k < actions.length; k++) (actions[k] as () => void)()
  }
  return { inputs, outputs: Object.fromEntries(Object.entries(graph.outputs).map(([name, index]) => [name, at(index)])), run }
}

type Operation = Exclude<Node, { op: 'constant' } | { op: 'input' }>

function action(node: Operation, to: Float64Array, at: (index: number) => Float64Array): () => void {
  if ('b' in node) {
    const [loop, a, b] = [binary[node.op], at(node.a), at(node.b)]
    return () => loop(to, a, b)
  }
  const [loop, a] = [unary[node.op], at(node.a)]
  return () => loop(to, a)
}

type Unary = (to: Float64Array, a: Float64Array) => void
type Binary = (to: Float64Array, a: Float64Array, b: Float64Array) => void

// One loop for each operation, so that each is compiled for itself. `as number`: all arrays have one length.
const unary: Readonly<Record<UnaryOp, Unary>> = {
  neg: (to, a) => { for (let k = 0; k < to.length; k++) to[k] = -(a[k] as number) },
  abs: (to, a) => { for (let k = 0; k < to.length; k++) to[k] = Math.abs(a[k] as number) },
  sqrt: (to, a) => { for (let k = 0; k < to.length; k++) to[k] = Math.sqrt(a[k] as number) },
  sign: (to, a) => { for (let k = 0; k < to.length; k++) to[k] = Math.sign(a[k] as number) },
  exp: (to, a) => { for (let k = 0; k < to.length; k++) to[k] = Math.exp(a[k] as number) },
  log: (to, a) => { for (let k = 0; k < to.length; k++) to[k] = Math.log(a[k] as number) },
  sin: (to, a) => { for (let k = 0; k < to.length; k++) to[k] = Math.sin(a[k] as number) },
  cos: (to, a) => { for (let k = 0; k < to.length; k++) to[k] = Math.cos(a[k] as number) },
  tanh: (to, a) => { for (let k = 0; k < to.length; k++) to[k] = Math.tanh(a[k] as number) },
  sinh: (to, a) => { for (let k = 0; k < to.length; k++) to[k] = Math.sinh(a[k] as number) },
  cosh: (to, a) => { for (let k = 0; k < to.length; k++) to[k] = Math.cosh(a[k] as number) },
  atan: (to, a) => { for (let k = 0; k < to.length; k++) to[k] = Math.atan(a[k] as number) }
}

const binary: Readonly<Record<BinaryOp, Binary>> = {
  add: (to, a, b) => { for (let k = 0; k < to.length; k++) to[k] = (a[k] as number) + (b[k] as number) },
  sub: (to, a, b) => { for (let k = 0; k < to.length; k++) to[k] = (a[k] as number) - (b[k] as number) },
  mul: (to, a, b) => { for (let k = 0; k < to.length; k++) to[k] = (a[k] as number) * (b[k] as number) },
  div: (to, a, b) => { for (let k = 0; k < to.length; k++) to[k] = (a[k] as number) / (b[k] as number) },
  min: (to, a, b) => { for (let k = 0; k < to.length; k++) to[k] = Math.min(a[k] as number, b[k] as number) },
  max: (to, a, b) => { for (let k = 0; k < to.length; k++) to[k] = Math.max(a[k] as number, b[k] as number) },
  atan2: (to, a, b) => { for (let k = 0; k < to.length; k++) to[k] = Math.atan2(a[k] as number, b[k] as number) },
  pow: (to, a, b) => { for (let k = 0; k < to.length; k++) to[k] = Math.pow(a[k] as number, b[k] as number) }
}
