/** The adaptive kernel as a solver: every lane makes one sweep after another, each at its own pace. */
import type { SimulationRecipe } from '../../recipe/schema'
import { observe } from '../observe'
import { createResampling, resampleInto } from '../resample'
import type { Solver } from '../solver'
import { sweepOfStates } from '../sweep-of-states'
import type { AdaptiveKernel } from './emit'
import { createLanes } from './lanes'

export function adaptiveSolver(recipe: SimulationRecipe, kernel: AdaptiveKernel): Solver {
  const { steps, parts } = kernel.layout
  const { bins } = recipe.observation
  const resampling = createResampling(steps, bins)
  const observed = new Float64Array(steps)
  const isComplex = parts.length === 2
  const lanes = createLanes(kernel)
  const { rows } = lanes
  return {
    observe: (y, count, x) => {
      lanes.observe(y, count, (sweep, at) => {
        for (let k = 0; k < steps; k++) observed[k] = observe(recipe, rows[at + k] ?? NaN, isComplex ? (rows[at + steps + k] ?? NaN) : 0)
        resampleInto(resampling, observed, x, sweep * bins)
      })
    },
    trace: (parameters) => {
      lanes.trace(parameters)
      const kept = kernel.state.map((_, quantity) => rows.slice(quantity * steps, (quantity + 1) * steps))
      return sweepOfStates(recipe, kernel.omega, kernel.state, kept)
    }
  }
}
