/** The network as TensorFlow.js operations: the one place where a model becomes tensors. */
import { add, matMul, mul, relu, reshape, split, tanh, tensor1d } from '@tensorflow/tfjs-core'
import type { Tensor } from '@tensorflow/tfjs-core'
import type { Activation, NetworkModel } from './model'
import { parameterLayout } from './parameters'

/** The parameters cut out of their flat vector [N], in the layout's order and shapes. */
export function unflatten(model: NetworkModel, flat: Tensor): Tensor[] {
  const layout = parameterLayout(model)
  const parts = split(flat, layout.map(({ size }) => size))
  return parts.map((part, index) => reshape(part, [...(layout[index]?.shape ?? [])]))
}

function activate(activation: Activation, x: Tensor): Tensor {
  switch (activation) {
    case 'tanh':
      return tanh(x)
    case 'relu':
      return relu(x)
    case 'linear':
      return x
  }
}

/**
 * @param parameters as `unflatten` gives them
 * @param x [batch, inputs]
 * @returns [batch, outputs], in the network's own scale (targets / targetScale)
 */
export function forward({ layers }: NetworkModel, parameters: readonly Tensor[], x: Tensor): Tensor {
  return layers.reduce((hidden, { activation }, index) => {
    const weight = parameters[2 * index]
    const bias = parameters[2 * index + 1]
    if (!weight || !bias) throw new Error(`forward: layer ${index} lacks a parameter`)
    return activate(activation, add(matMul(hidden, weight), bias))
  }, x)
}

/** As `forward`, in the targets' own units. */
export function predict(model: NetworkModel, parameters: readonly Tensor[], x: Tensor): Tensor {
  const y = forward(model, parameters, x)
  return model.targetScale ? mul(y, tensor1d([...model.targetScale])) : y
}
