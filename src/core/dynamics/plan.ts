/**
 * Everything about a recipe's sweeps that does not depend on the parameters drawn: one step as a graph, what depends on
 * time alone at every half step, the resampling. Kernel and twin both start from it.
 */
import type { Graph } from '../formula/graph'
import { drawnPriors } from '../recipe/priors'
import type { SimulationRecipe } from '../recipe/schema'
import type { Variable } from '../recipe/system'
import { courseOf, omegaAfterSteps } from './course'
import { systemGraph } from './equation'
import { heunStep } from './integrators/heun'
import { rk4Step } from './integrators/rk4'
import type { RightHandSide } from './integrators/stages'
import { needsHeun } from './needs-heun'
import { withObservation } from './observe'
import { createResampling } from './resample'
import type { Resampling } from './resample'
import { rowCount, rowRecipe, scannedValues } from './rows'
import { separateTime, tabulate } from './time-table'

export interface SweepPlan {
  /** Outputs named as `state`: after the step; and `observed`: before it. Inputs: see integrators/stages.ts, heun.ts. */
  readonly step: Graph
  readonly steps: number
  readonly dt: number
  /** Real quantities of the system, and their values at t = 0. */
  readonly state: readonly string[]
  readonly initial: readonly number[]
  /** Those of `state` with a random force. */
  readonly noisy: readonly string[]
  readonly columns: readonly string[]
  /** [2 steps + 1][columns] at t = k dt/2. Step s runs from entry 2 s to entry 2 s + 2. */
  readonly table: Float64Array
  /** [steps] drive frequency at the end of each step. */
  readonly omega: Float64Array
  /** Names of the parameters of a sweep: the drawn ones in the order of the priors, then the one that a map's rows scan. */
  readonly parameters: readonly string[]
  /** Sweeps in one sample, and what the scanned parameter is in each; empty for a curve. */
  readonly rows: number
  readonly scanned: Float32Array
  readonly resampling: Resampling
  readonly recipe: SimulationRecipe
}

/**
 * The lesson's discretisation: `steps` steps of duration/(steps - 1), the first from t = 0, so that the last ends one
 * step past the duration, omega following its law all the while.
 * @throws SharkfinError whose code begins with `formula-`, `sweep-law-infinite`, `integrator-noise`
 */
export function sweepPlan(recipe: SimulationRecipe): SweepPlan {
  const { system, sweep, observation } = rowRecipe(recipe)
  const { graph, state, noisy } = systemGraph(system)
  const separated = separateTime(graph)
  const course = courseOf(sweep)
  const dt = sweep.duration / (sweep.steps - 1)
  const step = stepOf(recipe, { graph: separated.graph, state, noisy, columns: separated.columns }, dt)
  return {
    step: withObservation(step, recipe),
    steps: sweep.steps,
    dt,
    state,
    initial: system.variables.flatMap(initialOf),
    noisy,
    columns: separated.columns,
    table: tabulate(separated, sweep, course),
    omega: omegaAfterSteps(course),
    parameters: drawnPriors(system).map(({ name }) => name),
    rows: rowCount(recipe),
    scanned: scannedValues(recipe),
    resampling: createResampling(sweep.steps, observation.bins, observation.filter),
    recipe
  }
}

export function initialOf(variable: Variable): readonly number[] {
  return variable.kind === 'complex' ? [variable.initial.re, variable.initial.im] : [variable.initial]
}

function stepOf({ sweep }: SimulationRecipe, equations: RightHandSide, dt: number): Graph {
  const { kind } = sweep.integrator
  if (kind === 'heun') return heunStep(equations, dt)
  if (equations.noisy.length > 0) throw needsHeun(kind)
  if (kind === 'rk4') return rk4Step(equations, dt)
  throw new RangeError(`the integrator ${kind} has no step of a fixed length`)
}
