import { LogSoftmax } from '@tensorflow/tfjs-core'
import type { LogSoftmaxAttrs } from '@tensorflow/tfjs-core'
import { kernel, node } from './kernel'

/** Logarithm of the softmax along an axis. */
export const logSoftmax = kernel(LogSoftmax, ({ backend, input, attributes }) => {
  const logits = input('logits')
  const { axis } = attributes as unknown as LogSoftmaxAttrs
  return node(backend, 'LogSoftmax', [backend.nameOf(logits)], logits.shape, { axis: { int: axis } })
})
