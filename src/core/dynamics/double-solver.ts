/** Samples made sweep by sweep in double precision, as a solver. */
import { createNoise } from '../random/noise'
import { drawnPriors } from '../recipe/priors'
import type { SimulationRecipe } from '../recipe/schema'
import { createResampling, resample } from './resample'
import { rowCount, scannedValues, withScanned } from './rows'
import type { Solver } from './solver'
import type { Sweep } from './sweep'

/** @param sweepOf the sweep of given parameters, the scanned one of a map last; it has no random forces */
export function doubleSolver(recipe: SimulationRecipe, seed: number, sweepOf: (parameters: ArrayLike<number>) => Sweep): Solver {
  const { bins, filter, noise } = recipe.observation
  const width = drawnPriors(recipe.system).length
  const resampling = createResampling(recipe.sweep.steps, bins, filter)
  const [rows, scanned] = [rowCount(recipe), scannedValues(recipe)]
  const addNoise = createNoise(noise, rows * bins, seed)
  const trace = (parameters: ArrayLike<number>, row: number): Sweep => sweepOf(withScanned(parameters, scanned, row))
  const observe: Solver['observe'] = (y, count, x) => {
    for (let sample = 0; sample < count; sample++) {
      const parameters = y.subarray(sample * width, (sample + 1) * width)
      for (let row = 0; row < rows; row++) x.set(resample(resampling, trace(parameters, row).observed), (sample * rows + row) * bins)
    }
  }
  return {
    observe,
    measure: (range, y, x) => {
      observe(y, range.count, x, range)
      addNoise(range, x)
    },
    trace: (parameters, _range, row) => trace(parameters, row)
  }
}
