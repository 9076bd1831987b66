/**
 * What the fused kernel knows, in one table. Meanings are ONNX's, opset 17, but for Take and Put (strided.ts); what lower.ts
 * makes of other operations counts as known. A graph with anything else is told apart before it is emitted, by name, so that
 * a person learns what the network would need.
 */
import type { Graph, Node } from '../../graph'
import { floatOf, uniformValue } from './attributes'
import { lower } from './lower'

/** How an operation becomes part of the kernel. */
export type Role =
  /** The same numbers under another shape, or a piece of them: costs nothing. */
  | 'view'
  /** A product of matrices. */
  | 'gemm'
  /** A matrix with rows and columns exchanged. */
  | 'transpose'
  /** One result for each element; chains of them share a loop. */
  | 'elementwise'
  /** Elements read from other places, in the loop that uses them. */
  | 'take'
  /** Over some axes, taken in the loop that makes the elements. */
  | 'reduction'

const OPERATIONS: Readonly<Record<Role, readonly string[]>> = {
  view: ['Reshape', 'Flatten', 'Squeeze', 'Unsqueeze', 'Split', 'Concat'],
  gemm: ['Gemm'],
  transpose: ['Transpose'],
  elementwise: [
    ...['Identity', 'Expand', 'Add', 'Sub', 'Mul', 'Div', 'Neg', 'Abs', 'Sqrt', 'Reciprocal', 'Pow', 'Max', 'Min', 'Sign'],
    ...['Exp', 'Log', 'Tanh', 'Sin', 'Cos', 'Sigmoid', 'Softplus', 'Relu', 'LeakyRelu', 'Erf'],
    ...['Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual', 'Equal', 'Not', 'And', 'Or', 'Cast', 'Where']
  ],
  take: ['Take'],
  reduction: ['ReduceSum', 'ReduceMean', 'ReduceMax', 'Put']
}

const ROLES = new Map(
  (Object.keys(OPERATIONS) as Role[]).flatMap((role) => OPERATIONS[role].map((op) => [op, role] as const))
)

/** Exponents for which Pow is a product or a root. */
export const EXPONENTS: readonly number[] = [2, 0.5, -1, 3]

/** @throws a defect: `unsupportedOperations` is asked first */
export function roleOf({ op }: Node): Role {
  const role = ROLES.get(op)
  if (!role) throw new Error(`the fused kernel has no ${op}`)
  return role
}

/** What of the graph the kernel cannot do, each once; empty when it can do all of it. */
export function unsupportedOperations(graph: Graph): string[] {
  const { graph: lowered, objections } = lower(graph)
  return [...new Set([...objections, ...lowered.nodes.flatMap((node) => objection(lowered, node) ?? [])])]
}

function objection(graph: Graph, node: Node): string | null {
  const { op, inputs } = node
  if (!ROLES.has(op)) return op
  if (op === 'Pow' && !EXPONENTS.includes(uniformValue(graph, inputs[1]) ?? NaN)) return 'Pow with an exponent of its own'
  if (op === 'Gemm' && (floatOf(node, 'alpha', 1) !== 1 || floatOf(node, 'beta', 1) !== 1)) return 'Gemm with factors'
  return null
}
