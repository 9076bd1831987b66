import { Sum, backend_util, util } from '@tensorflow/tfjs-core'
import type { SumAttrs } from '@tensorflow/tfjs-core'
import { kernel, node } from './kernel'
import { writeIntegers } from './tape'

/** Sum over some axes, all of them when none is named. */
export const sum = kernel(Sum, ({ backend, input, attributes }) => {
  const x = input('x')
  const { axis, keepDims } = attributes as unknown as SumAttrs
  const axes = util.parseAxisParam(axis, x.shape)
  const [kept] = backend_util.computeOutAndReduceShapes(x.shape, axes)
  const shape = keepDims ? backend_util.expandShapeToKeepDim(kept, axes) : kept
  if (axes.length === 0) return { dataId: x.dataId, shape: x.shape, dtype: x.dtype }
  const inputs = [backend.nameOf(x), writeIntegers(backend.tape, axes)]
  return node(backend, 'ReduceSum', inputs, shape, { keepdims: { int: keepDims ? 1 : 0 } })
})
