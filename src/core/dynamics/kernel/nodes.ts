/** Nodes of a step graph as f32x4 instructions: each node becomes one local per vector of the block. */
import binaryen from 'binaryen'
import { nodeAt, operands } from '../../formula/graph'
import type { Graph, Node } from '../../formula/graph'
import { Input } from '../equation'
import { isVectorFunction, vectorFunction } from '../functions'
import type { VectorFunctionName } from '../functions'
import { StepInput } from '../integrators/rk4'

type Ref = binaryen.ExpressionRef

/** Nodes split by how often they must be computed. */
export interface Schedule {
  /** Parameters, constants, and what depends on them alone: once for each block. */
  readonly once: readonly number[]
  /** What depends on z or on omega: every step. */
  readonly everyStep: readonly number[]
}

const CHANGING: ReadonlySet<string> = new Set([...Object.values(Input), ...Object.values(StepInput)])

export function schedule({ nodes }: Graph): Schedule {
  const changes: boolean[] = []
  nodes.forEach((node) => {
    const own = node.op === 'input' && CHANGING.has(node.name)
    changes.push(own || operands(node).some((operand) => changes[operand]))
  })
  const indices = nodes.map((_, index) => index)
  return { once: indices.filter((k) => !changes[k]), everyStep: indices.filter((k) => changes[k]) }
}

/** Whether an operation is more than an instruction, and so a function of the module. */
export function needsFunction(op: Node['op']): boolean {
  return op === 'pow' || isVectorFunction(op)
}

/**
 * @param local which local holds a node's vector
 * @returns the instruction that computes an operation from the locals of its operands
 */
export function emitOperation(module: binaryen.Module, nodes: readonly Node[], index: number, local: (node: number) => Ref): Ref {
  const node = nodeAt(nodes, index)
  const { f32x4 } = module
  const call = (name: VectorFunctionName, ...args: Ref[]): Ref => module.call(vectorFunction(module, name), args, binaryen.v128)
  switch (node.op) {
    case 'neg':
    case 'abs':
    case 'sqrt':
      return f32x4[node.op](local(node.a))
    case 'sign':
      return emitSign(module, () => local(node.a))
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
    case 'min':
    case 'max':
      return f32x4[node.op](local(node.a), local(node.b))
    case 'atan2':
      return call('atan2', local(node.a), local(node.b))
    case 'pow':
      return call('exp', f32x4.mul(local(node.b), call('log', local(node.a))))
    case 'constant':
    case 'input':
      throw new RangeError(`node ${index} is loaded, not computed`)
    default:
      return call(node.op, local(node.a))
  }
}

/** Comparisons give -1 in every lane that they hold in, as an integer. */
function emitSign(module: binaryen.Module, x: () => Ref): Ref {
  const { f32x4, i32x4, v128 } = module
  const zero = (): Ref => v128.const(new Uint8Array(16))
  return f32x4.convert_i32x4_s(i32x4.sub(f32x4.lt(x(), zero()), f32x4.gt(x(), zero())))
}
