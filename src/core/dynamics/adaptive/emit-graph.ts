/** An expression graph in double precision, two sweeps at a time. What WebAssembly has no instruction for, JavaScript computes. */
import binaryen from 'binaryen'
import type { Graph, Node } from '../../formula/graph'
import type { Kept, Ref } from '../functions/body'
import type { Writer } from '../kernel/writer'
import { arithmetic } from './arithmetic'
import { MATH } from './layout'

/** Functions of `Math` that a module may import, by their number of arguments. */
const IMPORTED = {
  exp: 1, log: 1, sin: 1, cos: 1, tanh: 1, sinh: 1, cosh: 1, atan: 1, atan2: 2, pow: 2
} as const

/**
 * @param inputs by name
 * @returns the outputs by name
 */
export function writeGraph(writer: Writer, graph: Graph, inputs: ReadonlyMap<string, Kept>): (output: string) => Kept {
  const { constant } = arithmetic(writer)
  const placed: Kept[] = []
  for (const node of graph.nodes) {
    if (node.op === 'constant') placed.push(constant(node.value))
    else if (node.op === 'input') placed.push(inputs.get(node.name) ?? missing(node.name))
    else placed.push(writer.keep(operation(writer, node, (index) => (placed[index] ?? missing(String(index)))())))
  }
  return (output) => {
    const index = graph.outputs[output]
    if (index === undefined) throw new RangeError(`the graph has no output "${output}"`)
    return placed[index] ?? missing(output)
  }
}

function missing(name: string): never {
  throw new RangeError(`the graph reads "${name}", which is not given`)
}

type Operation = Exclude<Node, { op: 'constant' } | { op: 'input' }>

function operation({ module }: Writer, node: Operation, value: (index: number) => Ref): Ref {
  const { f64x2 } = module
  switch (node.op) {
    case 'neg':
    case 'abs':
    case 'sqrt':
      return f64x2[node.op](value(node.a))
    case 'sign':
      return signOf(module, () => value(node.a))
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
    case 'min':
    case 'max':
      return f64x2[node.op](value(node.a), value(node.b))
    case 'atan2':
    case 'pow':
      return perLane(module, importedMath(module, node.op), [() => value(node.a), () => value(node.b)])
    default:
      return perLane(module, importedMath(module, node.op), [() => value(node.a)])
  }
}

function signOf(module: binaryen.Module, x: () => Ref): Ref {
  const { f64x2, v128 } = module
  const one = (): Ref => f64x2.splat(module.f64.const(1))
  const zero = (): Ref => f64x2.splat(module.f64.const(0))
  return f64x2.sub(v128.and(f64x2.gt(x(), zero()), one()), v128.and(f64x2.lt(x(), zero()), one()))
}

function importedMath(module: binaryen.Module, op: keyof typeof IMPORTED): string {
  return importedFunction(module, MATH, op, IMPORTED[op])
}

/** @returns the name of `from.name` inside the module */
export function importedFunction(module: binaryen.Module, from: string, name: string, arity: 1 | 2): string {
  const internal = `${from}.${name}`
  const parameters = arity === 1 ? binaryen.f64 : binaryen.createType([binaryen.f64, binaryen.f64])
  if (module.getFunction(internal) === 0) module.addFunctionImport(internal, from, name, parameters, binaryen.f64)
  return internal
}

/** A function of numbers, on both lanes. */
export function perLane(module: binaryen.Module, name: string, args: readonly (() => Ref)[]): Ref {
  const { f64x2 } = module
  const [low, high] = [0, 1].map((lane) => module.call(name, args.map((arg) => f64x2.extract_lane(arg(), lane)), binaryen.f64))
  return f64x2.replace_lane(f64x2.splat(low ?? 0), 1, high ?? 0)
}
