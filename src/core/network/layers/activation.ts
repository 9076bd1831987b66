/** An activation by itself. */
import type { LayerOf } from '../../recipe/layers'
import { activations } from '../activations'
import { NOTHING } from './layer'
import type { Layer, Shape } from './layer'

export function activationLayer({ kind, activation }: LayerOf<'activation'>, name: string, input: Shape): Layer {
  const { apply, evaluate } = activations[activation]
  return { ...NOTHING, name, kind, input, output: input, apply: (x) => apply(x), evaluate: (x) => x.map(evaluate) }
}
