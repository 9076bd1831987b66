/** In which workspace a recipe is at home. */
import type { Recipe } from '../../core/recipe/schema'
import type { BenchId } from './bench.svelte'

/** The bench that a recipe is laid on: that on the screen where the recipe belongs there, else the first where it does. */
export function homeOf(recipe: Recipe, shown: string): BenchId {
  const homes = homesOf(recipe)
  return homes.find((home) => home === shown) ?? homes[0]
}

function homesOf(recipe: Recipe): readonly [BenchId, ...BenchId[]] {
  const { kind, training } = recipe
  const learntByHeart: readonly BenchId[] = training.samples.kind === 'fixed' ? ['overfit'] : []
  if (kind === 'points') return ['fit', 'overfit']
  if (kind === 'function') return ['fit', ...learntByHeart]
  if (recipe.observation.rows || recipe.learn.kind !== 'parameters') return ['images', ...learntByHeart]
  return training.samples.kind === 'fixed' ? ['overfit', 'characterize'] : ['characterize']
}
