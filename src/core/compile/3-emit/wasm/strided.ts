/**
 * Two operations that ONNX has under many names (Slice, Pad, Gather, Transpose, the patches of a convolution and their
 * opposite), which the kernel knows as one pair over a space of their own:
 *
 *   Take  out[s] = x[offset + s . strides]
 *   Put   out[offset + s . strides] += x[s], out being zero before
 *
 * s runs over the space in row-major order, as out of Take and x of Put lie in memory.
 */
import type { Node } from '../../graph'

export interface Walk {
  readonly space: readonly number[]
  /** In numbers, one an axis of the space. */
  readonly strides: readonly number[]
  readonly offset: number
}

export function stridedNode(op: 'Take' | 'Put', input: string, output: string, { space, strides, offset }: Walk): Node {
  const attributes = { space: { ints: space }, strides: { ints: strides }, offset: { int: offset } }
  return { op, inputs: [input], outputs: [output], attributes }
}

/** Of a Take or a Put; null of any other node. */
export function walkOf({ op, attributes }: Node): Walk | null {
  const { space, strides, offset } = attributes
  if ((op !== 'Take' && op !== 'Put') || !space || !strides || !offset) return null
  if (!('ints' in space) || !('ints' in strides) || !('int' in offset)) return null
  return { space: space.ints, strides: strides.ints, offset: offset.int }
}

/** Strides of a tensor that lies in memory axis after axis, the last one fastest. */
export function rowMajor(shape: readonly number[]): number[] {
  return shape.map((_, axis) => shape.slice(axis + 1).reduce((product, length) => product * length, 1))
}

/** Indices as nested arithmetic progressions, outermost first; null where they are none or run backwards. */
export function progressions(indices: readonly number[]): { readonly length: number; readonly stride: number }[] | null {
  if (indices.length === 1) return []
  const stride = indices[1] - indices[0]
  if (stride < 0) return null
  const breaks = indices.findIndex((index, at) => index !== indices[0] + at * stride)
  const longest = breaks < 0 ? indices.length : breaks
  for (let length = longest; length > 1; length--) {
    if (indices.length % length !== 0) continue
    const starts = indices.filter((_, at) => at % length === 0)
    const isRegular = indices.every((index, at) => index === starts[Math.floor(at / length)] + (at % length) * stride)
    const outer = isRegular ? progressions(starts) : null
    if (outer) return [...outer, { length, stride }]
  }
  return null
}
