/**
 * A layer that is linear but for a constant, as one matrix: a convolution, a mean over windows, a finer grid. What it makes of nothing is
 * the bias, what it makes of each unit vector less that is a row. Curves of the length that tables have make small matrices.
 */
import type { LayerRecipe } from '../../recipe/layers'
import { layerOf } from '../layers'
import { volume } from '../layers/layer'
import type { Layer } from '../layers/layer'
import type { Operation } from './operations'

/** Numbers of a matrix, as many as a formula can still hold. */
const MOST = 100_000

/** Whether the layer is such a one, and small enough. */
export function isAffine(recipe: LayerRecipe, { input, output }: Layer): boolean {
  const isLinear = ['conv1d', 'conv2d', 'conv-transpose', 'upsample', 'coordinates'].includes(recipe.kind) || ((recipe.kind === 'pool' || recipe.kind === 'global-pool') && recipe.of === 'mean')
  return isLinear && volume(input) * volume(output) <= MOST
}

/** Without its activation. @param value a parameter by its name */
export function asMatrix(recipe: LayerRecipe, { name, input, output }: Layer, layer: number, value: (name: string) => Float64Array): Operation {
  const bare = 'activation' in recipe ? { ...recipe, activation: 'linear' as const } : recipe
  const [inputs, units] = [volume(input), volume(output)]
  const vectors = new Float64Array((inputs + 1) * inputs)
  for (let k = 0; k < inputs; k++) vectors[(k + 1) * inputs + k] = 1
  const made = layerOf(bare, name, input).evaluate(vectors, inputs + 1, { training: false, value, update: () => {} })
  const bias = made.slice(0, units)
  const weight = made.slice(units).map((number, index) => number - (bias[index % units] ?? NaN))
  return { kind: 'dense', layer, inputs, units, weight, bias }
}
