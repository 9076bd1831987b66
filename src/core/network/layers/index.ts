/** The layers of a recipe in their places, each with the shape that the one before it gives. */
import type { LayerRecipe } from '../../recipe/layers'
import { activationLayer } from './activation'
import { batchNorm } from './batch-norm'
import { conv1d } from './conv1d'
import { conv2d } from './conv2d'
import { convTranspose } from './conv-transpose'
import { coordinates } from './coordinates'
import { dense } from './dense'
import { dropout } from './dropout'
import { flatten } from './flatten'
import { globalPool } from './global-pool'
import { layerNorm } from './layer-norm'
import type { Layer, Shape } from './layer'
import { noise } from './noise'
import { pool } from './pool'
import { residual } from './residual'
import { skip } from './skip'
import { upsample } from './upsample'

/** @throws SharkfinError `network-shape` */
export function layerOf(recipe: LayerRecipe, name: string, input: Shape): Layer {
  switch (recipe.kind) {
    case 'dense':
      return dense(recipe, name, input)
    case 'conv1d':
      return conv1d(recipe, name, input)
    case 'conv2d':
      return conv2d(recipe, name, input)
    case 'conv-transpose':
      return convTranspose(recipe, name, input)
    case 'pool':
      return pool(recipe, name, input)
    case 'global-pool':
      return globalPool(recipe, name, input)
    case 'upsample':
      return upsample(recipe, name, input)
    case 'coordinates':
      return coordinates(recipe, name, input)
    case 'flatten':
      return flatten(recipe, name, input)
    case 'batch-norm':
      return batchNorm(recipe, name, input)
    case 'layer-norm':
      return layerNorm(recipe, name, input)
    case 'dropout':
      return dropout(recipe, name, input)
    case 'noise':
      return noise(recipe, name, input)
    case 'activation':
      return activationLayer(recipe, name, input)
    case 'residual':
      return residual(recipe, name, input, chainLayers)
    case 'skip':
      return skip(recipe, name, input, chainLayers)
  }
}

/**
 * @param within what their names begin with; then comes the kind, and the place in the list from 1
 * @throws SharkfinError `network-shape`
 */
export function chainLayers(layers: readonly LayerRecipe[], input: Shape, within = ''): readonly Layer[] {
  let shape = input
  return layers.map((recipe, index) => {
    const layer = layerOf(recipe, layerName(recipe.kind, index, within), shape)
    shape = layer.output
    return layer
  })
}

/** `dense1`, `batchNorm2`: words that may stand in any graph. */
export function layerName(kind: LayerRecipe['kind'], index: number, within = ''): string {
  const word = kind.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()).replace(/^conv[12]d$/, 'conv')
  return `${within}${word}${index + 1}`
}
