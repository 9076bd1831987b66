/** Elementwise operations on two tensors; ONNX broadcasts as TensorFlow.js does. */
import { Add, Multiply, RealDiv, SquaredDifference, Sub, backend_util } from '@tensorflow/tfjs-core'
import type { ElementType } from '../graph'
import { kernel, node } from './kernel'
import type { Call } from './kernel'

function operands({ backend, input }: Call): { names: string[]; shape: number[] } {
  const a = input('a')
  const b = input('b')
  return {
    names: [backend.nameOf(a), backend.nameOf(b)],
    shape: backend_util.assertAndGetBroadcastShape(a.shape, b.shape)
  }
}

export const binary = (kernelName: string, op: string, element: ElementType = 'float32') =>
  kernel(kernelName, (call) => {
    const { names, shape } = operands(call)
    return node(call.backend, op, names, shape, {}, element)
  })

const squaredDifference = kernel(SquaredDifference, (call) => {
  const { names, shape } = operands(call)
  const difference = call.backend.nameOf(node(call.backend, 'Sub', names, shape))
  return node(call.backend, 'Mul', [difference, difference], shape)
})

export const arithmetic = [
  binary(Add, 'Add'),
  binary(Sub, 'Sub'),
  binary(Multiply, 'Mul'),
  binary(RealDiv, 'Div'),
  squaredDifference
]
