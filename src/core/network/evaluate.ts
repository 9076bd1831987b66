/** The network in plain double-precision loops: slow, and independent of everything that is recorded or compiled. */
import type { Activation, DenseLayer, NetworkModel } from './model'

const ACTIVATIONS: Readonly<Record<Activation, (x: number) => number>> = {
  tanh: Math.tanh,
  relu: (x) => Math.max(0, x),
  linear: (x) => x
}

type Numbers = Float32Array | Float64Array

/** @returns the layer's outputs, and where in the flat vector the next layer begins */
function evaluateLayer(layer: DenseLayer, parameters: Numbers, begin: number, x: Numbers): [Float64Array, number] {
  const { inputs, outputs, activation } = layer
  const bias = begin + inputs * outputs
  const y = Float64Array.from({ length: outputs }, (_, column) => {
    let sum = parameters[bias + column] ?? NaN
    for (let row = 0; row < inputs; row++) {
      sum += (x[row] ?? NaN) * (parameters[begin + row * outputs + column] ?? NaN)
    }
    return ACTIVATIONS[activation](sum)
  })
  return [y, bias + outputs]
}

/**
 * @param parameters flat vector as `parameterLayout` has it
 * @param x [rows, inputs]
 * @returns [rows, outputs] in the targets' own units
 */
export function evaluate(model: NetworkModel, parameters: Numbers, x: Numbers, rows: number): Float64Array {
  const { inputs, outputs, layers, targetScale } = model
  const y = new Float64Array(rows * outputs)
  for (let row = 0; row < rows; row++) {
    let hidden: Numbers = x.subarray(row * inputs, (row + 1) * inputs)
    let begin = 0
    for (const layer of layers) [hidden, begin] = evaluateLayer(layer, parameters, begin, hidden)
    y.set(hidden.map((value, column) => value * (targetScale?.[column] ?? 1)), row * outputs)
  }
  return y
}
