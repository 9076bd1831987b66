/**
 * Everything about a recipe's sweep that does not depend on the parameters drawn: one step as a graph, the drive
 * frequency at every half step, the resampling. Kernel and twin both start from it.
 */
import type { Graph } from '../formula/graph'
import { drawnPriors } from '../recipe/priors'
import type { Recipe } from '../recipe/schema'
import type { SystemRecipe } from '../recipe/system'
import { equationGraph } from './equation'
import { rk4Step } from './integrators/rk4'
import { halfStepFrequencies } from './sweep'
import { createResampling } from './resample'
import type { Resampling } from './resample'

export interface SweepPlan {
  /** Outputs `re`, `im`, `norm`: see rk4Step. */
  readonly step: Graph
  readonly steps: number
  readonly dt: number
  /** [2 steps + 1]: omega at t = k dt/2. Step s runs from entry 2 s to entry 2 s + 2. */
  readonly omega: Float64Array
  readonly initial: { readonly re: number; readonly im: number }
  /** Names of the parameters, in the order of the priors. */
  readonly parameters: readonly string[]
  readonly resampling: Resampling
}

/**
 * The lesson's discretisation: `steps` steps of duration/(steps - 1), the first from t = 0, so that the last ends one
 * step past the duration, omega advancing linearly all the while.
 * @throws SharkfinError whose code begins with `formula-`
 */
export function sweepPlan({ system, sweep, observation }: Recipe): SweepPlan {
  const { duration, steps } = sweep
  const dt = duration / (steps - 1)
  return {
    step: rk4Step(equationGraph(system), dt),
    steps,
    dt,
    omega: halfStepFrequencies(sweep),
    initial: initialOf(system),
    parameters: drawnPriors(system).map(({ name }) => name),
    resampling: createResampling(steps, observation.bins)
  }
}

function initialOf({ variables: [first] }: SystemRecipe): SweepPlan['initial'] {
  return first?.kind === 'complex' ? first.initial : { re: first?.initial ?? NaN, im: 0 }
}
