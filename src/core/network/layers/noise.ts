/**
 * Noise on the values at each training step, so that no sample is seen twice alike; small noise on the inputs works as a penalty on
 * the network's slope: C. M. Bishop, "Training with noise is equivalent to Tikhonov regularization", Neural Computation 7 (1995) 108.
 * A reading adds none.
 */
import { add } from '@tensorflow/tfjs-core'
import type { LayerOf } from '../../recipe/layers'
import { drawnLayer } from './drawn'
import type { Layer, Shape } from './layer'

export function noise({ kind, deviation }: LayerOf<'noise'>, name: string, input: Shape): Layer {
  const law = { kind: 'normal', deviation } as const
  return drawnLayer({ kind, name, input, what: 'noise', law, join: add, joinNumbers: (number, drawn) => number + drawn })
}
