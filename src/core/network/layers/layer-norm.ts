/**
 * Mean and variance over the last axis taken out, for each point of each sample alone, then a gain and a bias: Ba, Kiros and
 * Hinton, "Layer normalization", arXiv:1607.06450. A flat sample is normalised as a whole.
 */
import { add, div, mul, sqrt, square, sub, sum } from '@tensorflow/tfjs-core'
import type { LayerOf } from '../../recipe/layers'
import { NOTHING, channelsOf } from './layer'
import type { Layer, Shape } from './layer'

export function layerNorm({ kind, epsilon }: LayerOf<'layer-norm'>, name: string, input: Shape): Layer {
  const channels = channelsOf(input)
  const piece = (what: string, begin: number) => ({ name: `${name}.${what}`, shape: [channels], begin })
  return {
    ...NOTHING,
    name,
    kind,
    input,
    output: input,
    parameters: [piece('gain', 1), piece('bias', 0)],
    apply: (x, { value }) => {
      const last = x.shape.length - 1
      const centred = sub(x, mul(sum(x, last, true), 1 / channels))
      const variance = mul(sum(square(centred), last, true), 1 / channels)
      return add(mul(div(centred, sqrt(add(variance, epsilon))), value(`${name}.gain`)), value(`${name}.bias`))
    },
    evaluate: (x, _rows, { value }) => {
      const [gain, bias] = [value(`${name}.gain`), value(`${name}.bias`)]
      const y = new Float64Array(x.length)
      for (let begin = 0; begin < x.length; begin += channels) {
        const own = x.subarray(begin, begin + channels)
        const mean = own.reduce((total, number) => total + number, 0) / channels
        const variance = own.reduce((total, number) => total + (number - mean) ** 2, 0) / channels
        own.forEach((number, c) => {
          y[begin + c] = ((number - mean) / Math.sqrt(variance + epsilon)) * (gain[c] ?? NaN) + (bias[c] ?? NaN)
        })
      }
      return y
    }
  }
}
