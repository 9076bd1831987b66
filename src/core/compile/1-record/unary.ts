/** Elementwise functions of one tensor. */
import { Abs, Erf, Exp, LeakyRelu, Log, Neg, Relu, Sigmoid, Softplus, Sqrt, Square, Tanh } from '@tensorflow/tfjs-core'
import type { LeakyReluAttrs } from '@tensorflow/tfjs-core'
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

const leakyRelu = kernel(LeakyRelu, ({ backend, input, attributes }) => {
  const x = input('x')
  const { alpha } = attributes as unknown as LeakyReluAttrs
  return node(backend, 'LeakyRelu', [backend.nameOf(x)], x.shape, { alpha: { float: alpha } })
})

export const unaries = [
  unary(Tanh, 'Tanh'),
  unary(Relu, 'Relu'),
  unary(Sqrt, 'Sqrt'),
  unary(Neg, 'Neg'),
  unary(Exp, 'Exp'),
  unary(Log, 'Log'),
  unary(Abs, 'Abs'),
  unary(Erf, 'Erf'),
  unary(Sigmoid, 'Sigmoid'),
  unary(Softplus, 'Softplus'),
  leakyRelu,
  square
]
