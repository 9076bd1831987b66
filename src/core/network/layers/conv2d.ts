/** A convolution over a map [height, width, channels]; weight [kernel, kernel, channels in, channels out]. */
import type { LayerOf } from '../../recipe/layers'
import { convolution } from './convolution'
import { refuseShape } from './layer'
import type { Layer, Shape } from './layer'

export function conv2d(recipe: LayerOf<'conv2d'>, name: string, input: Shape): Layer {
  if (input.length !== 3) refuseShape(name, input, 'it runs over a map', 'Take conv1d for a curve.')
  return convolution(recipe, name, input)
}
