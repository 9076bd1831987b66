/**
 * ONNX's operations as the fewer ones of the kernel: what only moves numbers becomes Take or Put, a transposed convolution a
 * product and a Put (the opposite of the patches of a convolution: Dumoulin and Visin, "A guide to convolution arithmetic for
 * deep learning", arXiv:1603.07285, section 4), the logarithm of a softmax its definition with the largest value taken out.
 */
import { removeDeadCode } from '../../2-simplify/dead-code'
import { fixedShape, typeOf } from '../../graph'
import type { Graph, Node, ValueType } from '../../graph'
import { integersOf, intOf, intsOf, uniformValue } from './attributes'
import { progressions, rowMajor, stridedNode } from './strided'
import type { Walk } from './strided'

/** A graph under way: new values get types of their own. */
interface Lowering {
  readonly graph: Graph
  readonly types: Map<string, ValueType>
  /** Of what transpositions put out so far: where it came from, and the order of its axes. */
  readonly turned: Map<string, { readonly input: string; readonly permutation: readonly number[] }>
}

/** The nodes that do what one did; null where the kernel cannot. */
type Lower = (lowering: Lowering, node: Node) => Node[] | null

export interface Lowered {
  readonly graph: Graph
  /** Operations that could not be lowered, each once. */
  readonly objections: readonly string[]
}

export function lower(graph: Graph): Lowered {
  const lowering: Lowering = { graph, types: new Map(graph.types), turned: new Map() }
  const objections = new Set<string>()
  const nodes = graph.nodes.flatMap((node) => {
    const lowered = LOWERS[node.op]?.(lowering, node)
    if (lowered === null) objections.add(`${node.op} of this kind`)
    return lowered ?? [node]
  })
  return { graph: removeDeadCode({ ...graph, nodes, types: lowering.types }), objections: [...objections] }
}

const LOWERS: Readonly<Record<string, Lower>> = {
  Transpose: transpose,
  Slice: slice,
  Split: split,
  Concat: concat,
  Pad: pad,
  Gather: gather,
  ConvTranspose: convTranspose,
  LogSoftmax: logSoftmax
}

function shapeOf({ types, graph: { name } }: Lowering, value: string): number[] {
  return fixedShape(typeOf({ types, name }, value).shape)
}

/** A new value of single precision. */
function value({ types }: Lowering, name: string, shape: readonly number[]): string {
  types.set(name, { element: 'float32', shape })
  return name
}

/** Transpositions one after the other are one; axes that stay neighbours are one; of two axes left the kernel has its own. */
function transpose(lowering: Lowering, node: Node): Node[] {
  const { input, permutation } = composed(lowering, node)
  const shape = shapeOf(lowering, input)
  const axes = permutation.filter((axis) => shape[axis] > 1)
  const runs = axes.filter((axis, at) => at === 0 || !isNext(axes[at - 1], axis, shape))
  const [output] = node.outputs
  if (runs.length <= 1) return [{ op: 'Reshape', inputs: [input], outputs: [output], attributes: {} }]
  if (runs.length === 2) return matrixTranspose(lowering, input, output, shape, Math.max(...runs))
  const strides = rowMajor(shape)
  const walk = { space: permutation.map((axis) => shape[axis]), strides: permutation.map((axis) => strides[axis]), offset: 0 }
  return [stridedNode('Take', input, output, walk)]
}

/** Whether an axis follows another in memory with nothing but axes of length 1 between them. */
function isNext(before: number, axis: number, shape: readonly number[]): boolean {
  return axis > before && shape.slice(before + 1, axis).every((length) => length === 1)
}

/** Of a transposition and those right before it: where the axes came from in the end. */
function composed({ turned, types, graph }: Lowering, node: Node): { readonly input: string; readonly permutation: readonly number[] } {
  const [input] = node.inputs
  const [output] = node.outputs
  const rank = typeOf({ types, name: graph.name }, output).shape.length
  const own = intsOf(node, 'perm') ?? Array.from({ length: rank }, (_, axis) => rank - 1 - axis)
  const before = turned.get(input)
  const whole = before ? { input: before.input, permutation: own.map((axis) => before.permutation[axis]) } : { input, permutation: own }
  turned.set(output, whole)
  return whole
}

/** [a, b] -> [b, a], both seen as matrices. */
function matrixTranspose(lowering: Lowering, input: string, output: string, shape: readonly number[], cut: number): Node[] {
  const size = (lengths: readonly number[]): number => lengths.reduce((product, length) => product * length, 1)
  const matrix = [size(shape.slice(0, cut)), size(shape.slice(cut))]
  const flat = value(lowering, `${output}_flat`, matrix)
  const turned = value(lowering, `${output}_turned`, matrix.toReversed())
  return [
    { op: 'Reshape', inputs: [input], outputs: [flat], attributes: {} },
    { op: 'Transpose', inputs: [flat], outputs: [turned], attributes: {} },
    { op: 'Reshape', inputs: [turned], outputs: [output], attributes: {} }
  ]
}

function slice(lowering: Lowering, { inputs, outputs }: Node): Node[] | null {
  const shape = shapeOf(lowering, inputs[0])
  const [starts, ends, axes, steps] = inputs.slice(1).map((name) => integersOf(lowering.graph, name))
  if (!starts || !ends || (steps && steps.some((step) => step !== 1))) return null
  const first = shape.map(() => 0)
  starts.forEach((start, at) => {
    const axis = axes ? (axes[at] + shape.length) % shape.length : at
    first[axis] = start < 0 ? start + shape[axis] : start
  })
  const strides = rowMajor(shape)
  return [stridedNode('Take', inputs[0], outputs[0], { space: shapeOf(lowering, outputs[0]), strides, offset: dot(first, strides) })]
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, number, index) => sum + number * b[index], 0)
}

/** Along the first axis that is longer than 1 the pieces lie one after another: that stays a view. */
function split(lowering: Lowering, node: Node): Node[] {
  const shape = shapeOf(lowering, node.inputs[0])
  const axis = (intOf(node, 'axis', 0) + shape.length) % shape.length
  if (shape.slice(0, axis).every((length) => length === 1)) return [node]
  const strides = rowMajor(shape)
  let before = 0
  return node.outputs.map((piece) => {
    const space = shapeOf(lowering, piece)
    const walk = { space, strides, offset: before * strides[axis] }
    before += space[axis]
    return stridedNode('Take', node.inputs[0], piece, walk)
  })
}

/** As `split`; along an inner axis each piece is put into a tensor of zeros, and these are added. */
function concat(lowering: Lowering, node: Node): Node[] {
  const [output] = node.outputs
  const shape = shapeOf(lowering, output)
  const axis = (intOf(node, 'axis', 0) + shape.length) % shape.length
  if (shape.slice(0, axis).every((length) => length === 1)) return [node]
  const strides = rowMajor(shape)
  let before = 0
  const puts = node.inputs.map((piece, index) => {
    const space = shapeOf(lowering, piece)
    const walk = { space, strides, offset: before * strides[axis] }
    before += space[axis]
    return stridedNode('Put', piece, value(lowering, `${output}_put${index}`, shape), walk)
  })
  const last = puts.length - 1
  const sums = puts.slice(1).map(({ outputs: [put] }, index): Node => {
    const sum = index + 1 === last ? output : value(lowering, `${output}_sum${index + 1}`, shape)
    return { op: 'Add', inputs: [index === 0 ? puts[0].outputs[0] : `${output}_sum${index}`, put], outputs: [sum], attributes: {} }
  })
  return last === 0 ? [{ op: 'Identity', inputs: node.inputs, outputs: [output], attributes: {} }] : [...puts, ...sums]
}

function pad(lowering: Lowering, { inputs, outputs }: Node): Node[] | null {
  const [x, pads, filled] = inputs
  if (filled !== undefined && uniformValue(lowering.graph, filled) !== 0) return null
  const strides = rowMajor(shapeOf(lowering, outputs[0]))
  const space = shapeOf(lowering, x)
  const first = integersOf(lowering.graph, pads).slice(0, space.length)
  return [stridedNode('Put', x, outputs[0], { space, strides, offset: dot(first, strides) })]
}

/** Along one axis, where the indices are regular. */
function gather(lowering: Lowering, node: Node): Node[] | null {
  const [x, indices] = node.inputs
  const constant = lowering.graph.constants.get(indices)
  const shape = shapeOf(lowering, x)
  const axis = (intOf(node, 'axis', 0) + shape.length) % shape.length
  if (constant?.element !== 'int64') return null
  const runs = progressions(constant.data)
  if (!runs) return null
  const strides = rowMajor(shape)
  const walk: Walk = {
    space: [...shape.slice(0, axis), ...runs.map(({ length }) => length), ...shape.slice(axis + 1)],
    strides: [...strides.slice(0, axis), ...runs.map(({ stride }) => stride * strides[axis]), ...strides.slice(axis + 1)],
    offset: constant.data[0] * strides[axis]
  }
  return [stridedNode('Take', x, node.outputs[0], walk)]
}

/**
 * x [n, c, i, j] and w [c, d, p, q]: every point of x times the kernel, put where the kernel saw it. The product is written with
 * channels last, so that rows of d numbers move together; transpositions around it cancel or join.
 */
function convTranspose(lowering: Lowering, node: Node): Node[] | null {
  const [x, w] = node.inputs
  const [output] = node.outputs
  const [batch, c, high, wide] = shapeOf(lowering, x)
  const [, d, p, q] = shapeOf(lowering, w)
  const [, , height, width] = shapeOf(lowering, output)
  const [top, left, bottom, right] = intsOf(node, 'pads') ?? [0, 0, 0, 0]
  const [down, across] = intsOf(node, 'strides') ?? [1, 1]
  const isPlain = node.inputs.length === 2 && (intsOf(node, 'dilations') ?? []).every((one) => one === 1) && intOf(node, 'group', 1) === 1
  if (!isPlain) return null
  const padded = [batch, height + top + bottom, width + left + right, d]
  const [image, row, column] = rowMajor(padded)
  const [points, kernel] = [batch * high * wide, p * q * d]
  const rows = lastChannels(lowering, x, `${output}_x`, [points, c])
  const filter = lastChannels(lowering, w, `${output}_w`, [c, kernel])
  const columns = value(lowering, `${output}_columns`, [points, kernel])
  const whole = value(lowering, `${output}_whole`, padded)
  const inner = value(lowering, `${output}_inner`, [batch, height, width, d])
  const walk = { space: [batch, high, wide, p, q, d], strides: [image, down * row, across * column, row, column, 1], offset: 0 }
  const cut = { space: [batch, height, width, d], strides: [image, row, column, 1], offset: top * row + left * column }
  const isWhole = top + left + bottom + right === 0
  const perm = { perm: { ints: [0, 3, 1, 2] } }
  return [
    ...rows,
    ...filter,
    { op: 'Gemm', inputs: [`${output}_x`, `${output}_w`], outputs: [columns], attributes: {} },
    stridedNode('Put', columns, isWhole ? inner : whole, walk),
    ...(isWhole ? [] : [stridedNode('Take', whole, inner, cut)]),
    ...transposeOf(lowering, inner, output, perm)
  ]
}

/** A tensor [a, b, c, d] as [a, c, d, b], and that as a matrix. */
function lastChannels(lowering: Lowering, input: string, name: string, matrix: readonly number[]): Node[] {
  const [a, b, c, d] = shapeOf(lowering, input)
  const turned = value(lowering, `${name}_last`, [a, c, d, b])
  value(lowering, name, matrix)
  return [
    ...transposeOf(lowering, input, turned, { perm: { ints: [0, 2, 3, 1] } }),
    { op: 'Reshape', inputs: [turned], outputs: [name], attributes: {} }
  ]
}

function transposeOf(lowering: Lowering, input: string, output: string, attributes: Node['attributes']): Node[] {
  return transpose(lowering, { op: 'Transpose', inputs: [input], outputs: [output], attributes })
}

function logSoftmax(lowering: Lowering, node: Node): Node[] {
  const [x] = node.inputs
  const [output] = node.outputs
  const shape = shapeOf(lowering, x)
  const axis = (intOf(node, 'axis', -1) + shape.length) % shape.length
  const kept = shape.map((length, at) => (at === axis ? 1 : length))
  const make = (name: string, over: readonly number[]): string => value(lowering, `${output}_${name}`, over)
  const [largest, total, logarithm] = ['largest', 'total', 'logarithm'].map((name) => make(name, kept))
  const [shifted, exponential] = ['shifted', 'exponential'].map((name) => make(name, shape))
  const reduced = { axes: { ints: [axis] }, keepdims: { int: 1 } }
  return [
    { op: 'ReduceMax', inputs: [x], outputs: [largest], attributes: reduced },
    { op: 'Sub', inputs: [x, largest], outputs: [shifted], attributes: {} },
    { op: 'Exp', inputs: [shifted], outputs: [exponential], attributes: {} },
    { op: 'ReduceSum', inputs: [exponential], outputs: [total], attributes: reduced },
    { op: 'Log', inputs: [total], outputs: [logarithm], attributes: {} },
    { op: 'Sub', inputs: [shifted, logarithm], outputs: [output], attributes: {} }
  ]
}
