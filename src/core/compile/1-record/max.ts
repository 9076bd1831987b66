import { Max, util } from '@tensorflow/tfjs-core'
import type { MaxAttrs } from '@tensorflow/tfjs-core'
import { kernel, node } from './kernel'
import { reducedShape } from './reduced-shape'

/** The largest value over some axes. */
export const max = kernel(Max, ({ backend, input, attributes }) => {
  const x = input('x')
  const { reductionIndices, keepDims } = attributes as unknown as MaxAttrs
  const axes = util.parseAxisParam(reductionIndices, x.shape)
  const shape = reducedShape(x.shape, axes, keepDims)
  return node(backend, 'ReduceMax', [backend.nameOf(x)], shape, { axes: { ints: axes }, keepdims: { int: keepDims ? 1 : 0 } })
})
