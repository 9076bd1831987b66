/**
 * What depends on time alone, taken out of the equations: it is the same for every sweep, so it is computed once, in double
 * precision. cos(phase) of a phase of 10^5 keeps its digits; in single precision it would have lost five of seven.
 */
import { createBuilder, inline } from '../formula/build'
import { createEvaluator } from '../formula/evaluate'
import { operands, withoutDeadNodes } from '../formula/graph'
import type { Graph, Node } from '../formula/graph'
import type { SweepRecipe } from '../recipe/measurement'
import type { Course } from './course'
import { TIME_INPUTS } from './equation'

export interface Separated {
  /** The graph with an input for each column instead of t, omega and phase. */
  readonly graph: Graph
  /** Inputs of that graph, and outputs of `time`. */
  readonly columns: readonly string[]
  /** Inputs t, omega, phase. */
  readonly time: Graph
}

type Dependence = 'constant' | 'time' | 'more'

function dependences(nodes: readonly Node[]): readonly Dependence[] {
  const found: Dependence[] = []
  for (const node of nodes) {
    const below = operands(node).map((operand) => found[operand])
    const isTime = node.op === 'input' && TIME_INPUTS.some((name) => name === node.name)
    if (below.includes('more') || (node.op === 'input' && !isTime)) found.push('more')
    else found.push(isTime || below.includes('time') ? 'time' : 'constant')
  }
  return found
}

/** Cuts a graph where something that depends on time alone meets something else, or is itself an output. */
export function separateTime(graph: Graph): Separated {
  const depends = dependences(graph.nodes)
  const wanted = new Set(Object.values(graph.outputs).filter((index) => depends[index] === 'time'))
  graph.nodes.forEach((node, index) => {
    if (depends[index] !== 'more') return
    for (const operand of operands(node)) if (depends[operand] === 'time') wanted.add(operand)
  })
  const cut = [...wanted].sort((a, b) => a - b)
  const columns = cut.map((_, column) => `time ${column}`)
  const time = withoutDeadNodes({ nodes: graph.nodes, outputs: Object.fromEntries(cut.map((index, k) => [columns[k], index])) })
  return { graph: replaced(graph, cut, columns), columns, time }
}

/** The graph with inputs named `names` at the places `cut`. */
function replaced({ nodes, outputs }: Graph, cut: readonly number[], names: readonly string[]): Graph {
  const inputs = new Map(cut.map((index, k) => [index, names[k] ?? '']))
  const changed = nodes.map((node, index): Node => {
    const name = inputs.get(index)
    return name === undefined ? node : { op: 'input', name }
  })
  const builder = createBuilder()
  return withoutDeadNodes({ nodes: builder.nodes, outputs: inline(builder, { nodes: changed, outputs }, new Map()) })
}

/** @returns [entries][columns], entry k at t = k dt/2, for 2 steps + 1 entries */
export function tabulate({ columns, time }: Separated, sweep: SweepRecipe, { omega, phase }: Course): Float64Array {
  const entries = 2 * sweep.steps + 1
  const table = new Float64Array(entries * columns.length)
  const { registers, inputs, outputs, run } = createEvaluator(time)
  const set = (name: string, value: number): void => {
    const register = inputs.get(name)
    if (register !== undefined) registers[register] = value
  }
  for (let k = 0; k < entries; k++) {
    set('t', (k * sweep.duration) / (2 * (sweep.steps - 1)))
    set('omega', omega[k] ?? NaN)
    set('phase', phase[k] ?? NaN)
    run()
    columns.forEach((column, c) => (table[k * columns.length + c] = registers[outputs[column] ?? -1] ?? NaN))
  }
  return table
}
