import { Purpose } from '../../../src/core/random/purpose'
import { createStream, uniform } from '../../../src/core/random/stream'
import { drawnPriors } from '../../../src/core/recipe/priors'
import type { Recipe } from '../../../src/core/recipe/schema'

/** Seeded batches in the recipe's shapes: inputs in [0, 2), targets in [-1, 1). */
export function randomBatches(recipe: Recipe, steps: number, seed = 7) {
  const stream = createStream(seed, Purpose.prior)
  const rowsX = recipe.training.batch * recipe.observation.bins
  const rowsY = recipe.training.batch * drawnPriors(recipe.system).length
  const x = Float32Array.from({ length: steps * rowsX }, () => 2 * uniform(stream))
  const y = Float32Array.from({ length: steps * rowsY }, () => 2 * uniform(stream) - 1)
  const slice = (from: number, to: number) => ({
    x: x.slice(from * rowsX, to * rowsX),
    y: y.slice(from * rowsY, to * rowsY)
  })
  return { x, y, slice }
}
