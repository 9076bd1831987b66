/** What a recipe's sweep is to a method with error control: plain data. Kernel and twin both start from it. */
import type { Graph } from '../../formula/graph'
import { drawnPriors } from '../../recipe/priors'
import type { SimulationRecipe } from '../../recipe/schema'
import { courseOf, omegaAfterSteps, phaseTable } from '../course'
import { systemGraph } from '../equation'
import type { Tolerances } from '../integrators/problem'
import { needsHeun } from '../needs-heun'
import { observedComponents } from '../observe'
import type { PhaseTable } from '../phase'
import { initialOf } from '../plan'
import { inTimeAlone, withDerivatives } from '../time-alone'

export interface AdaptivePlan {
  readonly kind: 'adaptive-plan'
  readonly method: 'dormand-prince' | 'rosenbrock'
  readonly tolerances: Tolerances
  /** Outputs named as `state`: d/dt. Inputs: the state, the parameters, t, and phase where there is a table of it. */
  readonly slopes: Graph
  /** The same with all derivatives by the state and by t; null where the method needs none. */
  readonly derivatives: Graph | null
  readonly state: readonly string[]
  /** Quantities of the observed variable, in the order of the state. */
  readonly parts: readonly number[]
  readonly initial: readonly number[]
  readonly parameters: readonly string[]
  readonly steps: number
  readonly duration: number
  /** [steps] drive frequency at the end of each step. */
  readonly omega: Float64Array
  readonly phase: PhaseTable | null
}

/** @throws SharkfinError whose code begins with `formula-`, `sweep-law-infinite`, `integrator-noise` */
export function adaptivePlan(recipe: SimulationRecipe): AdaptivePlan {
  const { system, sweep } = recipe
  const { integrator, steps, duration } = sweep
  if (integrator.kind !== 'dormand-prince' && integrator.kind !== 'rosenbrock') throw new RangeError(`${integrator.kind} has no tolerances`)
  const { kind: method, relative, absolute } = integrator
  const { graph, state, noisy } = systemGraph(system)
  if (noisy.length > 0) throw needsHeun(method)
  const course = courseOf(sweep)
  const slopes = inTimeAlone(graph, sweep)
  return {
    kind: 'adaptive-plan',
    method,
    tolerances: { relative, absolute },
    slopes,
    derivatives: method === 'rosenbrock' ? withDerivatives(slopes, sweep, state) : null,
    state,
    parts: observedComponents(recipe).map((name) => state.indexOf(name)),
    initial: system.variables.flatMap(initialOf),
    parameters: drawnPriors(system).map(({ name }) => name),
    steps,
    duration,
    omega: omegaAfterSteps(course),
    phase: phaseTable(sweep, course)
  }
}
