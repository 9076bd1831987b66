/** Sweeps made one by one in double precision, as a solver. */
import { drawnPriors } from '../recipe/priors'
import type { SimulationRecipe } from '../recipe/schema'
import { createResampling, resample } from './resample'
import type { Solver } from './solver'
import type { Sweep } from './sweep'

/** @param sweepOf the sweep of given parameters; it has no random forces */
export function doubleSolver(recipe: SimulationRecipe, sweepOf: (parameters: ArrayLike<number>) => Sweep): Solver {
  const { bins } = recipe.observation
  const width = drawnPriors(recipe.system).length
  const resampling = createResampling(recipe.sweep.steps, bins)
  return {
    observe: (y, count, x) => {
      for (let row = 0; row < count; row++) {
        x.set(resample(resampling, sweepOf(y.subarray(row * width, (row + 1) * width)).observed), row * bins)
      }
    },
    trace: (parameters) => sweepOf(parameters)
  }
}
