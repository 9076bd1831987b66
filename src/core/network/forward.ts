/** The network as TensorFlow.js operations: the one place where a model becomes tensors. */
import { reshape, split } from '@tensorflow/tfjs-core'
import type { Tensor } from '@tensorflow/tfjs-core'
import { applyLayers } from './layers/apply'
import { batchOf } from './layers/layer'
import type { Pass } from './layers/layer'
import { lossRule } from './losses'
import type { Reading } from './losses/rule'
import type { NetworkModel } from './model'
import { parameterLayout, statisticsLayout } from './parameters'
import type { Slot } from './parameters'
import { scaled, unscaled, widened } from './scaling'
import { vectorOf } from './state'
import type { Vectors } from './state'

/** The values cut out of their flat vector, by name, in the layout's shapes. */
export function unflatten(layout: readonly Slot[], flat: Tensor): Vectors<Tensor> {
  if (layout.length === 0) return {}
  const parts = split(flat, layout.map(({ size }) => size))
  return Object.fromEntries(
    layout.flatMap(({ name, shape }, index) => {
      const part = parts[index]
      return part ? [[name, reshape(part, [...shape])]] : []
    })
  )
}

/** What a reading takes, by name. @param vectors as `readingLayout` names them */
export function readingValues(model: NetworkModel, { parameters, statistics }: Vectors<Tensor>): Vectors<Tensor> {
  return {
    ...(parameters ? unflatten(parameterLayout(model), parameters) : {}),
    ...(statistics ? unflatten(statisticsLayout(model), statistics) : {})
  }
}

/**
 * @param x [batch, inputs], or [batch, ...input]
 * @returns the network's outputs in its own scale: [batch, outputsPerTarget x outputs]
 */
export function forward({ layers, input, scaling }: NetworkModel, pass: Pass<Tensor>, x: Tensor): Tensor {
  const shaped = x.shape.length === input.length + 1 ? x : reshape(x, [batchOf(x), ...input])
  const first = scaling.inputs ? scaled('inputs', shaped, pass) : shaped
  return applyLayers(layers, first, pass)
}

/** What is read from x, in the targets' own units: value and perhaps deviation, [batch, outputs] each. */
export function predict(model: NetworkModel, values: Vectors<Tensor>, x: Tensor): Reading<Tensor> {
  const pass: Pass<Tensor> = { training: false, value: (name) => vectorOf(values, name), update: () => {} }
  const { value, deviation } = lossRule(model.loss).read(forward(model, pass, x))
  if (!model.scaling.targets) return { value, ...(deviation ? { deviation } : {}) }
  return { value: unscaled('targets', value, pass), ...(deviation ? { deviation: widened('targets', deviation, pass) } : {}) }
}
