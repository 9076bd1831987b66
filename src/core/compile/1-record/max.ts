import { Max, backend_util, util } from '@tensorflow/tfjs-core'
import type { MaxAttrs } from '@tensorflow/tfjs-core'
import { kernel, node } from './kernel'

/** The largest value over some axes. */
export const max = kernel(Max, ({ backend, input, attributes }) => {
  const x = input('x')
  const { reductionIndices, keepDims } = attributes as unknown as MaxAttrs
  const axes = util.parseAxisParam(reductionIndices, x.shape)
  const [kept] = backend_util.computeOutAndReduceShapes(x.shape, axes)
  const shape = keepDims ? backend_util.expandShapeToKeepDim(kept, axes) : kept
  return node(backend, 'ReduceMax', [backend.nameOf(x)], shape, { axes: { ints: axes }, keepdims: { int: keepDims ? 1 : 0 } })
})
