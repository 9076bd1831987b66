/** Comparisons, what is chosen by them, and the larger or smaller of two numbers. */
import { Equal, Greater, GreaterEqual, Less, LessEqual, LogicalNot, Maximum, Minimum, Select } from '@tensorflow/tfjs-core'
import { binary } from './arithmetic'
import { kernel, node } from './kernel'

const logicalNot = kernel(LogicalNot, ({ backend, input }) => {
  const x = input('x')
  return node(backend, 'Not', [backend.nameOf(x)], x.shape, {}, 'bool')
})

const select = kernel(Select, ({ backend, input }) => {
  const t = input('t')
  return node(backend, 'Where', [input('condition'), t, input('e')].map((tensor) => backend.nameOf(tensor)), t.shape)
})

export const comparisons = [
  binary(Equal, 'Equal', 'bool'),
  binary(Greater, 'Greater', 'bool'),
  binary(GreaterEqual, 'GreaterOrEqual', 'bool'),
  binary(Less, 'Less', 'bool'),
  binary(LessEqual, 'LessOrEqual', 'bool'),
  binary(Maximum, 'Max'),
  binary(Minimum, 'Min'),
  logicalNot,
  select
]
