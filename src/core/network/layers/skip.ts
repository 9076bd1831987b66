/**
 * What its layers make of x stands beside x itself, as more channels: the layers may look at the picture coarsely, and what is fine in it
 * is not lost. Nested, with pooling and upsampling inside, this is the U of a U-Net: Ronneberger, Fischer and Brox, "U-Net: Convolutional
 * networks for biomedical image segmentation", MICCAI 2015, arXiv:1505.04597.
 */
import { concat } from '@tensorflow/tfjs-core'
import type { LayerOf, LayerRecipe } from '../../recipe/layers'
import { applyLayers } from './apply'
import { fromImages, imageOf, shapeLike, toImages } from './image'
import { refuseShape, shapeInWords } from './layer'
import type { Layer, Shape } from './layer'
import { carriedBy, evaluateChain } from './nested'

/** @param chain makes the layers inside */
export function skip(
  { kind, layers }: LayerOf<'skip'>,
  name: string,
  input: Shape,
  chain: (layers: readonly LayerRecipe[], input: Shape, within: string) => readonly Layer[]
): Layer {
  const body = chain(layers, input, `${name}.`)
  const inner = body[body.length - 1]?.output ?? input
  const [given, made] = [imageOf(input), imageOf(inner)]
  const isList = inner.length === 1
  if (isList || given.height !== made.height || given.width !== made.width || (input.length === 3) !== (inner.length === 3)) {
    refuseShape(name, input, `its layers make ${shapeInWords(inner)} of them, which cannot stand beside`, 'Let its layers end on the grid that they begin with: as much upsampling as pooling.')
  }
  const output = shapeLike(input, { ...given, channels: given.channels + made.channels })
  return {
    name,
    kind,
    input,
    output,
    ...carriedBy(body),
    apply: (x, pass) => fromImages(concat([toImages(x, given), toImages(applyLayers(body, x, pass), made)], 3), output),
    evaluate: (x, rows, pass) => {
      const y = evaluateChain(body, x, rows, pass)
      return beside(x, given.channels, y, made.channels)
    }
  }
}

/** Channels of both, point by point. */
function beside(x: Float64Array, ofX: number, y: Float64Array, ofY: number): Float64Array {
  const wide = ofX + ofY
  const joined = new Float64Array(x.length + y.length)
  for (let point = 0; point < joined.length / wide; point++) {
    for (let k = 0; k < ofX; k++) joined[point * wide + k] = x[point * ofX + k] ?? NaN
    for (let k = 0; k < ofY; k++) joined[point * wide + ofX + k] = y[point * ofY + k] ?? NaN
  }
  return joined
}
