/** Nodes of a step graph as f32x4 instructions: each node becomes one local per vector of the block. */
import type binaryen from 'binaryen'
import { nodeAt, operands } from '../../formula/graph'
import type { Graph, Node } from '../../formula/graph'
import { Input } from '../equation'
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

/**
 * @param local which local holds a node's vector
 * @returns the instruction that computes an operation from the locals of its operands
 */
export function emitOperation(module: binaryen.Module, nodes: readonly Node[], index: number, local: (node: number) => Ref): Ref {
  const node = nodeAt(nodes, index)
  const { f32x4 } = module
  switch (node.op) {
    case 'neg':
    case 'abs':
    case 'sqrt':
      return f32x4[node.op](local(node.a))
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
      return f32x4[node.op](local(node.a), local(node.b))
    case 'constant':
    case 'input':
      throw new RangeError(`node ${index} is loaded, not computed`)
  }
}
