/** A prepared graph as the list of kernels that compute it, in order. */
import { fixedShape, typeOf } from '../../graph'
import type { Graph, Node, Shape } from '../../graph'
import { collapse } from './collapse'
import { groupNodes } from './group'
import type { Group } from './group'
import type { GemmKernel, Kernel, Load, LoopKernel, Operand, Reduction, TransposeKernel } from './kernels'
import { intOf, integersOf } from './attributes'
import { roleOf } from './operations'
import { sizeOf } from './places'
import { walkOf } from './strided'

/** @param kept values that somebody outside the kernels reads */
export function fuse(graph: Graph, kept: ReadonlySet<string>): Kernel[] {
  const groups = groupNodes(graph)
  return groups.map((group) => {
    const [node] = group.nodes
    if (roleOf(node) === 'gemm') return gemmKernel(graph, node)
    if (roleOf(node) === 'transpose') return transposeKernel(graph, node)
    return loopKernel(graph, group, kept)
  })
}

function gemmKernel(graph: Graph, node: Node): GemmKernel {
  const [a, b, bias] = node.inputs
  const [out] = node.outputs
  const transA = intOf(node, 'transA', 0) === 1
  const [m, n] = fixedShape(typeOf(graph, out).shape)
  const [k] = fixedShape(typeOf(graph, b).shape)
  const added = bias === undefined ? null : { value: bias, strides: stridesOver([m, n], typeOf(graph, bias).shape), offset: 0 }
  return { kind: 'gemm', m, n, k, a, transA, b, bias: added, out }
}

function transposeKernel(graph: Graph, { inputs: [a], outputs: [out] }: Node): TransposeKernel {
  const [rows, columns] = fixedShape(typeOf(graph, a).shape)
  return { kind: 'transpose', rows, columns, a, out }
}

function loopKernel(graph: Graph, { nodes, space }: Group, kept: ReadonlySet<string>): LoopKernel {
  const elementwise = nodes.filter((node) => roleOf(node) === 'elementwise')
  const taken = nodes.flatMap((node) => takenBy(node) ?? [])
  const made = new Set([...elementwise.flatMap(({ outputs }) => outputs), ...taken.map(({ as }) => as)])
  const operands = nodes.filter((node) => roleOf(node) !== 'take').flatMap(elementInputs)
  const loaded = [...new Set(operands.filter((value) => !made.has(value)))]
  const stored = [...made].filter((value) => kept.has(value) || isReadElsewhere(graph, nodes, value))
  return collapse({
    kind: 'loop',
    space,
    loads: [...loaded.map((value): Load => ({ ...operandOver(graph, space, value), as: value })), ...taken],
    nodes: elementwise,
    stores: stored.map((value) => operandOver(graph, space, value)),
    reductions: nodes.filter((node) => roleOf(node) === 'reduction').map((node) => reduction(graph, node, space))
  })
}

function takenBy(node: Node): Load | null {
  const walk = walkOf(node)
  if (node.op !== 'Take' || !walk) return null
  return { value: node.inputs[0], strides: walk.strides, offset: walk.offset, as: node.outputs[0] }
}

/** A value over a space: element by element where it has as many, whatever its axes; else broadcast. */
function operandOver(graph: Graph, space: readonly number[], value: string): Operand {
  const { shape } = typeOf(graph, value)
  const isWhole = sizeOf(graph, value) === space.reduce((product, length) => product * length, 1)
  return { value, strides: isWhole ? stridesOver(space, space) : stridesOver(space, shape), offset: 0 }
}

/** What a node reads element by element; axes, shapes and the exponents of Pow are known beforehand. */
function elementInputs(node: Node): readonly string[] {
  return roleOf(node) === 'reduction' || node.op === 'Expand' || node.op === 'Pow' ? node.inputs.slice(0, 1) : node.inputs
}

function isReadElsewhere(graph: Graph, nodes: readonly Node[], value: string): boolean {
  return graph.nodes.some((node) => !nodes.includes(node) && node.inputs.includes(value))
}

function reduction(graph: Graph, node: Node, space: readonly number[]): Reduction {
  const [value] = node.inputs
  const [out] = node.outputs
  const walk = walkOf(node)
  if (walk) {
    const { strides, offset } = walk
    return { kind: 'sum', value, scale: 1, out: { value: out, strides, offset }, overlaps: true }
  }
  const axes = reducedAxes(graph, node, space.length)
  const kept = space.map((length, axis) => (axes.includes(axis) ? 1 : length))
  const count = axes.reduce((product, axis) => product * space[axis], 1)
  return {
    kind: node.op === 'ReduceMax' ? 'max' : 'sum',
    value,
    scale: node.op === 'ReduceMean' ? 1 / count : 1,
    out: { value: out, strides: stridesOver(space, kept), offset: 0 },
    overlaps: false
  }
}

/** Given as an input (ReduceSum since opset 13) or as an attribute (the others until opset 17); all when not given. */
function reducedAxes(graph: Graph, { inputs, attributes }: Node, rank: number): number[] {
  const attribute = attributes['axes']
  const given = inputs.length > 1 ? integersOf(graph, inputs[1]) : attribute && 'ints' in attribute ? attribute.ints : []
  const every = Array.from({ length: rank }, (_, axis) => axis)
  return given.length === 0 ? every : given.map((axis) => (axis + rank) % rank)
}

/** Row-major strides of a shape, broadcast as ONNX does: aligned at the last axis, 0 where one number serves all. */
export function stridesOver(space: readonly number[], shape: Shape): number[] {
  const lengths = fixedShape(shape)
  const strides = space.map(() => 0)
  let stride = 1
  for (let back = 1; back <= lengths.length; back++) {
    const length = lengths[lengths.length - back]
    if (back <= space.length && length > 1) strides[space.length - back] = stride
    stride *= length
  }
  return strides
}
