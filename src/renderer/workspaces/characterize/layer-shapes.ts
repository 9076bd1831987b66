/** The shape of a sample after each layer, or why a layer cannot take it. */
import { SharkfinError } from '../../../core/contract/errors'
import { layerName, layerOf } from '../../../core/network/layers'
import { shapeInWords } from '../../../core/network/layers/layer'
import type { Shape } from '../../../core/network/layers/layer'
import type { LayerRecipe } from '../../../core/recipe/layers'

export interface ShapeAfter {
  readonly words: string
  readonly problem: string | null
}

/** A layer after one that does not fit has no shape. */
export function shapesAfter(layers: readonly LayerRecipe[], input: Shape): readonly ShapeAfter[] {
  let shape: Shape | null = input
  return layers.map((layer, index) => {
    if (!shape) return { words: '', problem: null }
    try {
      shape = layerOf(layer, layerName(layer.kind, index), shape).output
      return { words: shapeInWords(shape), problem: null }
    } catch (thrown) {
      if (!(thrown instanceof SharkfinError)) throw thrown
      shape = null
      return { words: '', problem: `${thrown.message} ${thrown.remedy}` }
    }
  })
}
