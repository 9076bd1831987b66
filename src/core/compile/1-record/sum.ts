import { Sum, util } from '@tensorflow/tfjs-core'
import type { SumAttrs } from '@tensorflow/tfjs-core'
import { kernel, node } from './kernel'
import { reducedShape } from './reduced-shape'
import { writeIntegers } from './tape'

/** Sum over some axes, all of them when none is named. */
export const sum = kernel(Sum, ({ backend, input, attributes }) => {
  const x = input('x')
  const { axis, keepDims } = attributes as unknown as SumAttrs
  const axes = util.parseAxisParam(axis, x.shape)
  const shape = reducedShape(x.shape, axes, keepDims)
  if (axes.length === 0) return { dataId: x.dataId, shape: x.shape, dtype: x.dtype }
  const inputs = [backend.nameOf(x), writeIntegers(backend.tape, axes)]
  return node(backend, 'ReduceSum', inputs, shape, { keepdims: { int: keepDims ? 1 : 0 } })
})
