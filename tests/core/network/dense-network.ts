import type { Activation } from '../../../src/core/recipe/layers'
import type { NetworkRecipe } from '../../../src/core/recipe/network'

/** Hidden dense layers of one activation, as the lessons have them. */
export function denseNetwork(hidden: readonly number[], activation: Activation): NetworkRecipe {
  return { layers: hidden.map((units) => ({ kind: 'dense', units, activation })), initialiser: 'lecun-normal' }
}
