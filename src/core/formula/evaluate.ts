/**
 * A graph as a plain double-precision function, made of closures over one register file: the twin that the compiled
 * kernel is checked against. No text becomes code.
 */
import type { Graph, Node } from './graph'

export interface Evaluator {
  /** One number for every node; write inputs here before `run`, read outputs after it. */
  readonly registers: Float64Array
  /** Register of each input by name; inputs that the graph does not use are absent. */
  readonly inputs: ReadonlyMap<string, number>
  readonly outputs: Readonly<Record<string, number>>
  readonly run: () => void
}

export function createEvaluator(graph: Graph): Evaluator {
  const registers = new Float64Array(graph.nodes.length)
  const inputs = new Map<string, number>()
  const actions: (() => void)[] = []
  graph.nodes.forEach((node, target) => {
    if (node.op === 'constant') registers[target] = node.value
    else if (node.op === 'input') inputs.set(node.name, target)
    else actions.push(action(registers, node, target))
  })
  const run = (): void => {
    for (const act of actions) act()
  }
  return { registers, inputs, outputs: graph.outputs, run }
}

type Operation = Exclude<Node, { op: 'constant' } | { op: 'input' }>

function action(r: Float64Array, node: Operation, target: number): () => void {
  const { a } = node
  const b = 'b' in node ? node.b : a
  // `as number`: indices come from the graph itself, which refers only to nodes it has.
  const left = (): number => r[a] as number
  const right = (): number => r[b] as number
  switch (node.op) {
    case 'neg':
      return () => void (r[target] = -left())
    case 'add':
      return () => void (r[target] = left() + right())
    case 'sub':
      return () => void (r[target] = left() - right())
    case 'mul':
      return () => void (r[target] = left() * right())
    case 'div':
      return () => void (r[target] = left() / right())
    case 'min':
    case 'max':
    case 'atan2':
    case 'pow': {
      const apply = Math[node.op]
      return () => void (r[target] = apply(left(), right()))
    }
    default: {
      const apply = Math[node.op]
      return () => void (r[target] = apply(left()))
    }
  }
}
