import { Transpose } from '@tensorflow/tfjs-core'
import type { TransposeAttrs } from '@tensorflow/tfjs-core'
import { kernel, node } from './kernel'

/** The axes in another order. */
export const transpose = kernel(Transpose, ({ backend, input, attributes }) => {
  const x = input('x')
  const { perm } = attributes as unknown as TransposeAttrs
  return node(backend, 'Transpose', [backend.nameOf(x)], perm.map((axis) => x.shape[axis] ?? NaN), { perm: { ints: perm } })
})
