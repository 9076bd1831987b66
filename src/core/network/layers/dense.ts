/** y = activation(x W + b), W [inputs, units], b [units]. */
import { add, matMul } from '@tensorflow/tfjs-core'
import type { LayerOf } from '../../recipe/layers'
import { activations } from '../activations'
import { NOTHING, refuseShape, weightAndBias } from './layer'
import type { Layer, Shape } from './layer'

export function dense({ kind, units, activation }: LayerOf<'dense'>, name: string, input: Shape): Layer {
  const [inputs] = input
  if (inputs === undefined || input.length !== 1) {
    return refuseShape(name, input, 'a dense layer takes a flat list', 'Put a flatten or a global pooling layer before it.')
  }
  const { apply, evaluate } = activations[activation]
  return {
    ...NOTHING,
    name,
    kind,
    input,
    output: [units],
    parameters: weightAndBias(name, [inputs, units], { fanIn: inputs, fanOut: units, columns: units }),
    apply: (x, { value }) => apply(add(matMul(x, value(`${name}.weight`)), value(`${name}.bias`))),
    evaluate: (x, rows, { value }) => {
      const weight = value(`${name}.weight`)
      const bias = value(`${name}.bias`)
      return Float64Array.from({ length: rows * units }, (_, index) => {
        const [row, column] = [Math.floor(index / units), index % units]
        let sum = bias[column] ?? NaN
        for (let k = 0; k < inputs; k++) sum += (x[row * inputs + k] ?? NaN) * (weight[k * units + column] ?? NaN)
        return evaluate(sum)
      })
    }
  }
}
