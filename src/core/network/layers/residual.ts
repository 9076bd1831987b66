/**
 * y = activation(x + layers(x)): He, Zhang, Ren and Sun, "Deep residual learning for image recognition", CVPR 2016,
 * arXiv:1512.03385.
 */
import { add, reshape } from '@tensorflow/tfjs-core'
import type { LayerOf, LayerRecipe } from '../../recipe/layers'
import { activations } from '../activations'
import { applyLayers } from './apply'
import { refuseShape, shapeInWords } from './layer'
import type { Layer, Shape } from './layer'
import { carriedBy, evaluateChain } from './nested'

/** @param chain makes the layers inside */
export function residual(
  { kind, layers, activation }: LayerOf<'residual'>,
  name: string,
  input: Shape,
  chain: (layers: readonly LayerRecipe[], input: Shape, within: string) => readonly Layer[]
): Layer {
  const body = chain(layers, input, `${name}.`)
  const output = body[body.length - 1]?.output ?? input
  // A curve [n] and what a convolution may make of it, [n, 1], are the same numbers.
  const wanted = input.length === output.length ? input : [...input, 1]
  if (shapeInWords(output) !== shapeInWords(wanted)) {
    refuseShape(name, input, `its layers make ${shapeInWords(output)} of them, which cannot be added`, 'Let its last layer keep the shape.')
  }
  const { apply, evaluate } = activations[activation]
  return {
    name,
    kind,
    input,
    output,
    ...carriedBy(body),
    apply: (x, pass) => {
      const y = applyLayers(body, x, pass)
      return apply(add(x.shape.length === y.shape.length ? x : reshape(x, y.shape), y))
    },
    evaluate: (x, rows, pass) => {
      const y = evaluateChain(body, x, rows, pass)
      return y.map((number, index) => evaluate(number + (x[index] ?? NaN)))
    }
  }
}
