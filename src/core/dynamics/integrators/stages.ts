/** What the one-step methods share: a state of several real quantities as nodes, and the right-hand side at a stage. */
import { add, constant, inline, input, mul } from '../../formula/build'
import type { Builder } from '../../formula/build'
import type { Graph } from '../../formula/graph'

/** Nodes of the state's quantities, in their order. */
export type StateNodes = readonly number[]

/** The equations without t: what depends on time alone comes through inputs, one for each column of a table. */
export interface RightHandSide {
  readonly graph: Graph
  readonly state: readonly string[]
  readonly noisy: readonly string[]
  readonly columns: readonly string[]
}

/** When a column of the table is read: at t, t + dt/2 or t + dt. */
export const STAGES = ['start', 'middle', 'end'] as const
export type Stage = (typeof STAGES)[number]

/** Input of a step: a column at a stage. State and parameters keep their own names. */
export function stageInput(column: string, stage: Stage): string {
  return `${column} at ${stage}`
}

/** @returns for every output of the right-hand side its node at a state and a stage */
export function evaluateAt(
  builder: Builder,
  { graph, state, columns }: RightHandSide,
  at: StateNodes,
  stage: Stage
): (output: string) => number {
  const inputs = new Map([
    ...state.map((name, k): [string, number] => [name, nodeOf(at, k)]),
    ...columns.map((column): [string, number] => [column, input(builder, stageInput(column, stage))])
  ])
  const placed = inline(builder, graph, inputs)
  return (output) => {
    const node = placed[output]
    if (node === undefined) throw new RangeError(`the equations have no output ${output}`)
    return node
  }
}

export function nodeOf(nodes: StateNodes, k: number): number {
  const node = nodes[k]
  if (node === undefined) throw new RangeError(`the state has no quantity ${k}`)
  return node
}

/** y + h k */
export function advance(builder: Builder, y: StateNodes, h: number, k: StateNodes): StateNodes {
  const step = constant(builder, h)
  return y.map((node, index) => add(builder, node, mul(builder, step, nodeOf(k, index))))
}
