/** Products that are not computed by themselves, because the sum that reads them is a fused multiply-add. */
import { nodeAt, operands } from '../../formula/graph'
import type { Graph } from '../../formula/graph'

/** other + a b, or other - a b where `isTaken`. */
export interface FusedSum {
  readonly a: number
  readonly b: number
  readonly other: number
  readonly isTaken: boolean
}

export interface FusedSums {
  /** By the sum's own index. */
  readonly sums: ReadonlyMap<number, FusedSum>
  /** Products inside them. */
  readonly absorbed: ReadonlySet<number>
}

/** @param mayAbsorb whether a product may move to where its sum is computed */
export function fusedSums({ nodes, outputs }: Graph, mayAbsorb: (product: number) => boolean): FusedSums {
  const uses = nodes.map(() => 0)
  const use = (index: number): number => (uses[index] = (uses[index] ?? 0) + 1)
  nodes.flatMap(operands).forEach(use)
  Object.values(outputs).forEach(use)
  const sums = new Map<number, FusedSum>()
  const absorbed = new Set<number>()
  const absorb = (sum: number, product: number, other: number, isTaken: boolean): boolean => {
    const node = nodeAt(nodes, product)
    if (node.op !== 'mul' || uses[product] !== 1 || !mayAbsorb(product)) return false
    sums.set(sum, { a: node.a, b: node.b, other, isTaken })
    absorbed.add(product)
    return true
  }
  nodes.forEach((node, index) => {
    if (node.op === 'sub') absorb(index, node.b, node.a, true)
    if (node.op === 'add' && !absorb(index, node.b, node.a, false)) absorb(index, node.a, node.b, false)
  })
  return { sums, absorbed }
}
