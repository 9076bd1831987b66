/** The adaptive kernel as a solver: every lane makes one sweep after another, each at its own pace. */
import { drawnPriors } from '../../recipe/priors'
import type { SimulationRecipe } from '../../recipe/schema'
import { observe, observedComponents } from '../observe'
import { createResampling, resampleInto } from '../resample'
import type { Solver } from '../solver'
import { sweepOfStates } from '../sweep-of-states'
import type { AdaptiveKernel } from './emit'
import { createLanes } from './lanes'

export function adaptiveSolver(recipe: SimulationRecipe, kernel: AdaptiveKernel): Solver {
  const { steps } = recipe.sweep
  const { bins } = recipe.observation
  const width = drawnPriors(recipe.system).length
  const resampling = createResampling(steps, bins)
  const observed = new Float64Array(steps)
  const parts = observedComponents(recipe).map((name) => kernel.state.indexOf(name))
  const lanes = createLanes(recipe, kernel)
  return {
    observe: (y, count, x) => {
      lanes.run(y, count, width, parts, (sweep, rows) => {
        const isComplex = parts.length === 2
        for (let k = 0; k < steps; k++) observed[k] = observe(recipe, rows[k] ?? NaN, isComplex ? (rows[steps + k] ?? NaN) : 0)
        resampleInto(resampling, observed, x, sweep * bins)
      })
    },
    trace: (parameters) => {
      const all = kernel.state.map((_, quantity) => quantity)
      const kept: Float64Array[] = []
      lanes.run(parameters, 1, width, all, (_sweep, rows) => kept.push(...all.map((k) => rows.slice(k * steps, (k + 1) * steps))))
      return sweepOfStates(recipe, kernel.omega, kernel.state, kept)
    }
  }
}
