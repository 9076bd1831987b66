/** A part of a tensor, and a tensor with something around it. */
import { PadV2, Slice, slice_util } from '@tensorflow/tfjs-core'
import type { PadV2Attrs, SliceAttrs, Tensor } from '@tensorflow/tfjs-core'
import { kernel, node } from './kernel'
import { writeConstant, writeIntegers } from './tape'

const slice = kernel(Slice, ({ backend, input, attributes }) => {
  const x = input('x')
  const wanted = attributes as unknown as SliceAttrs
  const [begin, size] = slice_util.parseSliceParams(x as Tensor, wanted.begin, wanted.size)
  // Only the axes that are cut: the others may follow the batch.
  const cut = x.shape.flatMap((length, axis) => (size[axis] === length ? [] : [axis]))
  if (cut.length === 0) return { dataId: x.dataId, shape: x.shape, dtype: x.dtype }
  const at = (of: (axis: number) => number): string => writeIntegers(backend.tape, cut.map(of))
  const first = (axis: number): number => begin[axis] ?? 0
  const inputs = [backend.nameOf(x), at(first), at((axis) => first(axis) + (size[axis] ?? 0)), at((axis) => axis)]
  return node(backend, 'Slice', inputs, size)
})

const pad = kernel(PadV2, ({ backend, input, attributes }) => {
  const x = input('x')
  const { paddings, constantValue } = attributes as unknown as PadV2Attrs
  const shape = x.shape.map((length, axis) => length + (paddings[axis]?.[0] ?? 0) + (paddings[axis]?.[1] ?? 0))
  const pads = writeIntegers(backend.tape, [...paddings.map(([before]) => before), ...paddings.map(([, after]) => after)])
  const value = writeConstant(backend.tape, { element: 'float32', shape: [], data: Float32Array.of(constantValue) })
  return node(backend, 'Pad', [backend.nameOf(x), pads, value], shape)
})

export const slices = [slice, pad]
