/**
 * Noise on the values at each training step, so that no sample is seen twice alike; small noise on the inputs works as a penalty on
 * the network's slope: C. M. Bishop, "Training with noise is equivalent to Tikhonov regularization", Neural Computation 7 (1995) 108.
 * A reading adds none.
 */
import { add, reshape } from '@tensorflow/tfjs-core'
import type { LayerOf } from '../../recipe/layers'
import { NOTHING, volume } from './layer'
import type { Layer, Shape } from './layer'

export function noise({ kind, deviation }: LayerOf<'noise'>, name: string, input: Shape): Layer {
  const drawn = `${name}.noise`
  return {
    ...NOTHING,
    name,
    kind,
    input,
    output: input,
    randoms: [{ name: drawn, size: volume(input), law: { kind: 'normal', deviation } }],
    apply: (x, { training, value }) => (training ? add(x, reshape(value(drawn), x.shape)) : x),
    evaluate: (x, _rows, { training, value }) => {
      if (!training) return x
      const added = value(drawn)
      return x.map((number, index) => number + (added[index] ?? NaN))
    }
  }
}
