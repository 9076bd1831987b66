/** Operations that leave the numbers as they are. */
import { Cast, Identity, Reshape, util } from '@tensorflow/tfjs-core'
import type { ReshapeAttrs } from '@tensorflow/tfjs-core'
import { kernel, node } from './kernel'
import { FLOAT } from './step'
import { writeIntegers } from './tape'

const reshape = kernel(Reshape, ({ backend, input, attributes }) => {
  const x = input('x')
  const { shape: wanted } = attributes as unknown as ReshapeAttrs
  const shape = util.inferFromImplicitShape(wanted, util.sizeFromShape(x.shape))
  return node(backend, 'Reshape', [backend.nameOf(x), writeIntegers(backend.tape, shape)], shape)
})

const identity = kernel(Identity, ({ input }) => {
  const x = input('x')
  return { dataId: x.dataId, shape: x.shape, dtype: x.dtype }
})

const cast = kernel(Cast, ({ backend, input, attributes }) => {
  const x = input('x')
  if (x.dtype === 'bool' && attributes['dtype'] === 'float32') {
    return node(backend, 'Cast', [backend.nameOf(x)], x.shape, { to: { int: FLOAT } })
  }
  if (x.dtype !== attributes['dtype']) throw new Error(`record: ${x.dtype} is not cast to ${attributes['dtype']}`)
  return backend.tensorOf(backend.nameOf(x), { element: 'float32', shape: x.shape })
})

export const reshapes = [reshape, identity, cast]
