/**
 * One step repeated a fixed number of times in one graph, for providers that run a Scan badly: on a GPU each trip through
 * its body is driven from the host. Inputs and outputs are those of `scanProto`, with the number of steps fixed.
 */
import { typeOf } from '../../graph'
import type { Constant, Graph, Node, ValueType } from '../../graph'
import { scanName } from './scan'

/** A copy of the body: its nodes, what they put out, and where the next copy takes up. */
interface Copy {
  readonly nodes: readonly Node[]
  readonly types: readonly (readonly [string, ValueType])[]
  readonly constants: readonly (readonly [string, Constant])[]
  /** The state after this step, in order. */
  readonly after: readonly string[]
  /** Of each output that is not state, [1, ...]. */
  readonly rows: readonly string[]
}

const FRONT = 'front'
const front: Constant = { element: 'int64', shape: [1], data: [0] }

/** @param states the body's first so many inputs and outputs, in the same order, of the same types */
export function unroll(body: Graph, states: number, steps: number): Graph {
  const carried = body.inputs.slice(0, states)
  const copies: Copy[] = []
  let before: readonly string[] = carried.map(scanName.before)
  for (let step = 0; step < steps; step++) {
    const copy = copyOf(body, step, before)
    copies.push(copy)
    before = copy.after
  }
  const stacks = body.outputs.slice(states).map(({ name, value }, index): { node: Node; type: ValueType } => ({
    node: op('Concat', copies.map(({ rows }) => rows[index] ?? ''), scanName.each(name)),
    type: stacked(typeOf(body, value), steps)
  }))
  const constants = new Map([...body.constants, [FRONT, front], ...copies.flatMap((copy) => copy.constants)])
  return {
    name: `${body.name}s`,
    inputs: [...carried.map(scanName.before), ...body.inputs.slice(states).map(scanName.each)],
    outputs: [
      ...carried.map((name, index) => ({ name: scanName.after(name), value: before[index] ?? '' })),
      ...body.outputs.slice(states).map(({ name }) => ({ name: scanName.each(name), value: scanName.each(name) }))
    ],
    nodes: [...copies.flatMap(({ nodes }) => nodes), ...stacks.map(({ node }) => node)],
    constants,
    types: new Map([
      ...[...constants].map(([name, { element, shape }]) => [name, { element, shape }] as const),
      ...carried.map((name) => [scanName.before(name), typeOf(body, name)] as const),
      ...body.inputs.slice(states).map((name) => [scanName.each(name), stacked(typeOf(body, name), steps)] as const),
      ...copies.flatMap(({ types }) => types),
      ...stacks.map(({ node, type }) => [node.outputs[0] ?? '', type] as const)
    ])
  }
}

/** @param before the state that this step begins with */
function copyOf(body: Graph, step: number, before: readonly string[]): Copy {
  const at = (value: string): string => `${value}_${step}`
  const given = new Map(before.map((value, index) => [body.inputs[index] ?? '', value]))
  const rename = (value: string): string => given.get(value) ?? (value === '' || body.constants.has(value) ? value : at(value))
  const slices = body.inputs.slice(before.length)
  const results = body.outputs.slice(before.length)
  const row = (name: string): string => at(`${name}_row`)
  return {
    nodes: [
      ...slices.map((name) => op('Gather', [scanName.each(name), at('index')], at(name))),
      ...body.nodes.map((node) => ({ ...node, inputs: node.inputs.map(rename), outputs: node.outputs.map(rename) })),
      ...results.map(({ name, value }): Node => ({ op: 'Unsqueeze', inputs: [rename(value), FRONT], outputs: [row(name)], attributes: {} }))
    ],
    types: [
      ...[...slices, ...body.nodes.flatMap(({ outputs }) => outputs)].map((value) => [rename(value), typeOf(body, value)] as const),
      ...results.map(({ name, value }) => [row(name), stacked(typeOf(body, value), 1)] as const)
    ],
    constants: [[at('index'), { element: 'int64', shape: [], data: [step] }]],
    after: body.outputs.slice(0, before.length).map(({ value }) => rename(value)),
    rows: results.map(({ name }) => row(name))
  }
}

/** An operation along the first axis. */
function op(name: 'Gather' | 'Concat', inputs: readonly string[], output: string): Node {
  return { op: name, inputs, outputs: [output], attributes: { axis: { int: 0 } } }
}

function stacked({ element, shape }: ValueType, steps: number): ValueType {
  return { element, shape: [steps, ...shape] }
}
