/** Tensors that hold one number everywhere. */
import { Fill, OnesLike, ZerosLike, util } from '@tensorflow/tfjs-core'
import type { FillAttrs, TensorInfo } from '@tensorflow/tfjs-core'
import type { RecordingBackend } from './backend'
import { kernel } from './kernel'

function uniform(backend: RecordingBackend, shape: number[], value: number): TensorInfo {
  const numbers = new Float32Array(util.sizeFromShape(shape)).fill(value)
  return { dataId: backend.write(numbers, shape, 'float32'), shape, dtype: 'float32' }
}

export const fills = [
  kernel(OnesLike, ({ backend, input }) => uniform(backend, input('x').shape, 1)),
  kernel(ZerosLike, ({ backend, input }) => uniform(backend, input('x').shape, 0)),
  kernel(Fill, ({ backend, attributes }) => {
    const { shape, value } = attributes as unknown as FillAttrs
    if (typeof value !== 'number') throw new Error('record: only numbers can be recorded')
    return uniform(backend, [...shape], value)
  })
]
