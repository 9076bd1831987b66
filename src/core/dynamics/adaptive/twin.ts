/**
 * The plain twin of the adaptive kernel, for checks and for systems too large for it: the methods as they are written in integrators/, on
 * evaluated graphs.
 */
import { derivativeName } from '../../formula/differentiate'
import { createEvaluator } from '../../formula/evaluate'
import type { Graph } from '../../formula/graph'
import type { SimulationRecipe } from '../../recipe/schema'
import { dormandPrince } from '../integrators/dormand-prince'
import type { Problem } from '../integrators/problem'
import { rosenbrock } from '../integrators/rosenbrock'
import { phaseOf } from '../phase'
import { sweepOfStates } from '../sweep-of-states'
import { timesAfterSteps } from '../sweep'
import type { Sweep } from '../sweep'
import type { AdaptivePlan } from './plan'

/** @returns a function from parameters to the sweep */
export function createAdaptiveTwin(recipe: SimulationRecipe, plan: AdaptivePlan): (parameters: ArrayLike<number>) => Sweep {
  const { steps } = recipe.sweep
  const method = plan.method === 'rosenbrock' ? rosenbrock : dormandPrince
  const times = timesAfterSteps(recipe.sweep)
  const { problem, setParameters } = problemOf(plan)
  return (parameters) => {
    setParameters(parameters)
    const rows = plan.state.map(() => new Float64Array(steps))
    method(problem, 0, times, plan.tolerances, (k, y) => {
      rows.forEach((row, quantity) => (row[k] = y[quantity] ?? NaN))
    })
    return sweepOfStates(recipe, plan.omega, plan.state, rows)
  }
}

interface Ready {
  readonly problem: Problem
  readonly setParameters: (parameters: ArrayLike<number>) => void
}

function problemOf(plan: AdaptivePlan): Ready {
  const { state, initial } = plan
  const slopes = ready(plan, plan.slopes)
  const slope = slopes.reader(state)
  if (!plan.derivatives) return { problem: { slope, initial }, setParameters: slopes.setParameters }
  const derivatives = ready(plan, plan.derivatives)
  const jacobian = derivatives.reader(state.flatMap((output) => state.map((wrt) => derivativeName(output, wrt))))
  const timeSlope = derivatives.reader(state.map((output) => derivativeName(output, 't')))
  return {
    problem: { slope, jacobian, timeSlope, initial },
    setParameters: (parameters) => {
      slopes.setParameters(parameters)
      derivatives.setParameters(parameters)
    }
  }
}

interface ReadyGraph {
  readonly setParameters: (parameters: ArrayLike<number>) => void
  /** Evaluates the graph at t and y, and copies outputs. */
  readonly reader: (outputs: readonly string[]) => (t: number, y: Float64Array, out: Float64Array) => void
}

function ready({ state, parameters: names, phase: table }: AdaptivePlan, graph: Graph): ReadyGraph {
  const { registers, inputs, outputs: places, run } = createEvaluator(graph)
  const register = (name: string): number => inputs.get(name) ?? -1
  const set = (at: number, value: number): void => {
    if (at >= 0) registers[at] = value
  }
  const [time, phase] = [register('t'), register('phase')]
  const phaseAt = table && phase >= 0 ? phaseOf(table) : null
  const stateAt = state.map(register)
  return {
    setParameters: (parameters) => names.forEach((name, k) => set(register(name), parameters[k] ?? NaN)),
    reader: (outputs) => {
      const at = outputs.map((name) => places[name] ?? -1)
      return (t, y, out) => {
        set(time, t)
        if (phaseAt) registers[phase] = phaseAt(t)
        for (let k = 0; k < stateAt.length; k++) set(stateAt[k] ?? -1, y[k] ?? NaN)
        run()
        for (let k = 0; k < at.length; k++) out[k] = registers[at[k] ?? -1] ?? NaN
      }
    }
  }
}
