/** The adaptive kernel as a solver: every lane makes one sweep after another, each at its own pace. */
import { createNoise } from '../../random/noise'
import { drawnPriors } from '../../recipe/priors'
import type { SimulationRecipe } from '../../recipe/schema'
import { observe } from '../observe'
import { createResampling, resampleInto } from '../resample'
import { rowCount, scannedValues, withScanned } from '../rows'
import type { Solver } from '../solver'
import { sweepOfStates } from '../sweep-of-states'
import type { AdaptiveKernel } from './emit'
import { createLanes } from './lanes'

export function adaptiveSolver(recipe: SimulationRecipe, seed: number, kernel: AdaptiveKernel): Solver {
  const { steps } = kernel.layout
  const { bins, noise } = recipe.observation
  const [mapRows, scanned] = [rowCount(recipe), scannedValues(recipe)]
  const addNoise = createNoise(noise, mapRows * bins, seed)
  const lanes = createLanes(kernel)
  const bin = createBinning(recipe, kernel, lanes.rows)
  const width = drawnPriors(recipe.system).length
  const observeSamples: Solver['observe'] = (y, count, x) => {
    const parameter = (sweep: number, k: number): number =>
      (k < width ? y[Math.floor(sweep / mapRows) * width + k] : scanned[sweep % mapRows]) ?? NaN
    lanes.observe(parameter, count * mapRows, (sweep, at) => bin(at, x, sweep * bins))
  }
  return {
    observe: observeSamples,
    measure: (range, y, x) => {
      observeSamples(y, range.count, x, range)
      addNoise(range, x)
    },
    trace: (parameters, _range, row) => {
      const values = withScanned(parameters, scanned, row)
      lanes.trace((_sweep, k) => values[k] ?? NaN)
      const kept = kernel.state.map((_, quantity) => lanes.rows.slice(quantity * steps, (quantity + 1) * steps))
      return sweepOfStates(recipe, kernel.omega, kernel.state, kept)
    }
  }
}

/** @returns a function from a sweep's place in `rows` to its bins in x from `to` on */
function createBinning(
  recipe: SimulationRecipe,
  { layout: { steps, parts } }: AdaptiveKernel,
  rows: Float64Array
): (at: number, x: Float32Array, to: number) => void {
  const { bins, filter } = recipe.observation
  const resampling = createResampling(steps, bins, filter)
  const observed = new Float64Array(steps)
  const isComplex = parts.length === 2
  return (at, x, to) => {
    for (let k = 0; k < steps; k++) observed[k] = observe(recipe, rows[at + k] ?? NaN, isComplex ? (rows[at + steps + k] ?? NaN) : 0)
    resampleInto(resampling, observed, x, to)
  }
}
