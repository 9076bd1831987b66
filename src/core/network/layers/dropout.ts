/**
 * A share of the values silenced at each training step, the others raised so that the mean stays: Srivastava, Hinton,
 * Krizhevsky, Sutskever and Salakhutdinov, "Dropout", JMLR 15 (2014) 1929. A reading uses them all.
 */
import { mul, reshape } from '@tensorflow/tfjs-core'
import type { LayerOf } from '../../recipe/layers'
import { NOTHING, volume } from './layer'
import type { Layer, Shape } from './layer'

export function dropout({ kind, rate }: LayerOf<'dropout'>, name: string, input: Shape): Layer {
  const mask = `${name}.mask`
  return {
    ...NOTHING,
    name,
    kind,
    input,
    output: input,
    randoms: [{ name: mask, size: volume(input), law: { kind: 'mask', rate } }],
    apply: (x, { training, value }) => (training ? mul(x, reshape(value(mask), x.shape)) : x),
    evaluate: (x, _rows, { training, value }) => {
      if (!training) return x
      const factors = value(mask)
      return x.map((number, index) => number * (factors[index] ?? NaN))
    }
  }
}
