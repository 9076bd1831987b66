/** SimulationRecipe to simulator in one call. */
import type { SimulationRecipe } from '../recipe/schema'
import { compileSweepKernel } from './kernel/compile'
import { simulatorOf } from './simulator'
import type { Simulator } from './simulator'

/**
 * @param seed unsigned 32-bit integer; the same recipe and seed give the same bits
 * @throws SharkfinError whose code begins with `formula-`
 */
export async function createSimulator(recipe: SimulationRecipe, seed = recipe.training.seed): Promise<Simulator> {
  return simulatorOf(recipe, seed, await compileSweepKernel(recipe))
}
