/** The unit step, which the gradients of relu and of the absolute value are made of: 1 where x > 0, else alpha. */
import { Step } from '@tensorflow/tfjs-core'
import type { StepAttrs } from '@tensorflow/tfjs-core'
import { kernel, node } from './kernel'
import { writeConstant } from './tape'

export const FLOAT = 1

export const step = kernel(Step, ({ backend, input, attributes }) => {
  const { alpha } = attributes as unknown as StepAttrs
  const x = input('x')
  const scalar = (value: number): string => writeConstant(backend.tape, { element: 'float32', shape: [], data: Float32Array.of(value) })
  const positive = backend.nameOf(node(backend, 'Greater', [backend.nameOf(x), scalar(0)], x.shape, {}, 'bool'))
  if (alpha === 0) return node(backend, 'Cast', [positive], x.shape, { to: { int: FLOAT } })
  return node(backend, 'Where', [positive, scalar(1), scalar(alpha)], x.shape)
})
