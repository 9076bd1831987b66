/** What the network of a recipe is given of a simulated map: the map itself, a coarse one, or the parameters behind it. */
import type { SampleMaps } from '../../../core/contract/answers'
import { observedExtent } from '../../../core/recipe/axes'
import type { SimulationRecipe } from '../../../core/recipe/schema'
import { blockMeans } from '../../../core/samples/block-means'
import { portsOf } from '../../../core/recipe/ports'

type SampleMap = SampleMaps['maps'][number]

export function seenOf(recipe: SimulationRecipe, { parameters, seen, plain }: SampleMap): Float32Array {
  const { learn } = recipe
  if (learn.kind === 'response') return Float32Array.from(Object.values(parameters))
  if (learn.kind !== 'clean' || learn.coarse === 1) return seen
  const x = new Float32Array(portsOf(recipe).inputs)
  blockMeans(observedExtent(recipe), learn.coarse)(plain, 1, x)
  // The noise of as many of the fine cells: there is one on each coarse one.
  return x.map((value, k) => value + (seen[k] ?? NaN) - (plain[k] ?? NaN))
}
