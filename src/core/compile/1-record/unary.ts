/** Elementwise functions of one tensor. */
import { Exp, Log, Neg, Relu, Sqrt, Square, Tanh } from '@tensorflow/tfjs-core'
import { kernel, node } from './kernel'

const unary = (kernelName: string, op: string) =>
  kernel(kernelName, ({ backend, input }) => {
    const x = input('x')
    return node(backend, op, [backend.nameOf(x)], x.shape)
  })

const square = kernel(Square, ({ backend, input }) => {
  const x = input('x')
  const name = backend.nameOf(x)
  return node(backend, 'Mul', [name, name], x.shape)
})

export const unaries = [
  unary(Tanh, 'Tanh'),
  unary(Relu, 'Relu'),
  unary(Sqrt, 'Sqrt'),
  unary(Neg, 'Neg'),
  unary(Exp, 'Exp'),
  unary(Log, 'Log'),
  square
]
