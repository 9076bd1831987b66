/**
 * Where results end up. A state is written over its old numbers by the very kernel that makes it, where nobody needs the
 * old ones afterwards; otherwise a last kernel copies it there. What a step puts out goes to a slice of its own.
 */
import { makers } from '../../2-simplify/rewrite'
import { fixedShape, typeOf } from '../../graph'
import type { Graph, Node } from '../../graph'
import { fuse } from './fuse'
import { reads, writes } from './kernels'
import type { Kernel, LoopKernel, Operand } from './kernels'
import { lower } from './lower'
import { roleOf } from './operations'
import { placeOf } from './places'
import type { Nesting } from './places'
import { prepare } from './prepare'

/** A graph as kernels, with every value's place but no address yet. */
export interface Program {
  readonly graph: Graph
  readonly kernels: readonly Kernel[]
  readonly nesting: ReadonlyMap<string, { readonly root: string; readonly offset: number }>
  /** Inputs that are the same memory in every step: states, then what is only read. */
  readonly states: readonly string[]
  readonly shared: readonly string[]
  /** Inputs and outputs with one slice a step, by the graph's names, and the values that hold them. */
  readonly inputs: readonly string[]
  readonly outputs: readonly { readonly name: string; readonly value: string }[]
}

/**
 * @param states the graph's first so many inputs and outputs are carried from step to step
 * @param shared so many inputs after them stay as they are
 */
export function program(original: Graph, states: number, shared: number): Program {
  const { graph, nesting: fixed } = prepare(withOwnOutputs(lower(original).graph, states))
  const nesting: Nesting = new Map(fixed)
  const types = new Map(graph.types)
  const kernels = fuse(graph, new Set(graph.outputs.map(({ value }) => value)))
  const copies: Kernel[] = []
  const copyTo = (value: string, name: string): string => {
    types.set(name, typeOf(graph, value))
    copies.push(copy(value, name, fixedShape(typeOf(graph, value).shape)))
    return name
  }
  graph.outputs.slice(0, states).forEach(({ value }, index) => {
    const state = graph.inputs[index]
    if (placeOf(nesting, value).root === state) return
    const written = mayOverwrite(kernels, nesting, state, value) ? value : copyTo(value, `${state}_after`)
    nesting.set(written, { root: state, offset: 0 })
  })
  const outputs = graph.outputs.slice(states).map(({ name, value }) => {
    const isOwn = !nesting.has(value) && kernels.some((kernel) => writes(kernel).includes(value))
    const isFirst = graph.outputs.find((output) => output.value === value)?.name === name
    return { name, value: isOwn && isFirst ? value : copyTo(value, `${name}_each`) }
  })
  return {
    graph: { ...graph, types },
    kernels: [...kernels, ...copies],
    nesting,
    states: graph.inputs.slice(0, states),
    shared: graph.inputs.slice(states, states + shared),
    inputs: graph.inputs.slice(states + shared),
    outputs
  }
}

/** Outputs that are an input, a constant or a piece of something become copies, so that none is overwritten early. */
function withOwnOutputs(graph: Graph, states: number): Graph {
  const made = makers(graph)
  const types = new Map(graph.types)
  const copies: Node[] = []
  const outputs = graph.outputs.map(({ name, value }, index) => {
    const maker = made.get(value)
    const isKept = index < states && value === graph.inputs[index]
    if (isKept || (maker && roleOf(maker) !== 'view')) return { name, value }
    const own = `${name}_own`
    types.set(own, typeOf(graph, value))
    copies.push({ op: 'Identity', inputs: [value], outputs: [own], attributes: {} })
    return { name, value: own }
  })
  return { ...graph, types, outputs, nodes: [...graph.nodes, ...copies] }
}

function copy(value: string, name: string, shape: readonly number[]): LoopKernel {
  const size = shape.reduce((product, length) => product * length, 1)
  const strides = [size > 1 ? 1 : 0]
  return {
    kind: 'loop',
    space: [size],
    loads: [{ value, strides, offset: 0, as: value }],
    nodes: [{ op: 'Identity', inputs: [value], outputs: [name], attributes: {} }],
    stores: [{ value: name, strides, offset: 0 }],
    reductions: []
  }
}

/** A loop may write over what it reads, element by element; nobody may read the old numbers after it. */
function mayOverwrite(kernels: readonly Kernel[], nesting: Nesting, state: string, value: string): boolean {
  if (nesting.has(value)) return false
  const writer = kernels.findIndex((kernel) => writes(kernel).includes(value))
  if (writer < 0) return false
  const isOld = (read: string): boolean => placeOf(nesting, read).root === state
  if (kernels.slice(writer + 1).some((kernel) => reads(kernel).some(isOld))) return false
  const kernel = kernels[writer]
  if (kernel.kind !== 'loop') return !reads(kernel).some(isOld)
  const store = kernel.stores.find((operand) => operand.value === value)
  const isSame = ({ value: read, strides, offset }: Operand): boolean =>
    store !== undefined && placeOf(nesting, read).offset === 0 && offset === 0 && strides.join() === store.strides.join()
  return kernel.loads.filter(({ value: read }) => isOld(read)).every(isSame)
}
