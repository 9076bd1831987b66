/**
 * A share of the values silenced at each training step, the others raised so that the mean stays: Srivastava, Hinton,
 * Krizhevsky, Sutskever and Salakhutdinov, "Dropout", JMLR 15 (2014) 1929. A reading uses them all.
 */
import { mul } from '@tensorflow/tfjs-core'
import type { LayerOf } from '../../recipe/layers'
import { drawnLayer } from './drawn'
import type { Layer, Shape } from './layer'

export function dropout({ kind, rate }: LayerOf<'dropout'>, name: string, input: Shape): Layer {
  const law = { kind: 'mask', rate } as const
  return drawnLayer({ kind, name, input, what: 'mask', law, join: mul, joinNumbers: (number, drawn) => number * drawn })
}
