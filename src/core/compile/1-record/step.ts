/** The unit step, which the gradient of relu is made of: 1 where x > 0, else 0. */
import { Step } from '@tensorflow/tfjs-core'
import { kernel, node } from './kernel'
import { writeConstant } from './tape'

const FLOAT = 1

export const step = kernel(Step, ({ backend, input, attributes }) => {
  if (attributes['alpha']) throw new Error('record: a step with a slope is not known')
  const x = input('x')
  const zero = writeConstant(backend.tape, { element: 'float32', shape: [], data: new Float32Array(1) })
  const positive = node(backend, 'Greater', [backend.nameOf(x), zero], x.shape, {}, 'bool')
  return node(backend, 'Cast', [backend.nameOf(positive)], x.shape, { to: { int: FLOAT } })
})
