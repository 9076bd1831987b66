/** A convolution along a curve [n] or [n, channels]; weight [kernel, channels in, channels out]. */
import type { LayerOf } from '../../recipe/layers'
import { convolution } from './convolution'
import { refuseShape } from './layer'
import type { Layer, Shape } from './layer'

export function conv1d(recipe: LayerOf<'conv1d'>, name: string, input: Shape): Layer {
  if (input.length > 2) refuseShape(name, input, 'it runs along a curve', 'Take conv2d for a map.')
  return convolution(recipe, name, input)
}
