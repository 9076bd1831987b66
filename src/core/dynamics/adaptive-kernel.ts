/** A recipe's equations for the methods that choose their steps: double precision, the graph's own derivatives as the Jacobian. */
import { derivativeName } from '../formula/differentiate'
import { createEvaluator } from '../formula/evaluate'
import type { Graph } from '../formula/graph'
import type { SimulationRecipe } from '../recipe/schema'
import { dormandPrince } from './integrators/dormand-prince'
import type { Problem } from './integrators/problem'
import { rosenbrock } from './integrators/rosenbrock'
import { phaseOf } from './phase'
import type { PhaseTable } from './phase'
import { sweepOfStates } from './sweep-of-states'
import type { Sweep } from './sweep'

/** Plain data that may be sent to a thread. */
export interface AdaptiveKernel {
  readonly kind: 'adaptive'
  /** Outputs named as `state`: d/dt. Inputs: the state, the parameters, t, and phase where there is a table of it. */
  readonly slopes: Graph
  /** The same with all derivatives by the state and by t; null where the method needs none. */
  readonly derivatives: Graph | null
  readonly state: readonly string[]
  readonly initial: readonly number[]
  readonly parameters: readonly string[]
  /** [steps] drive frequency at the end of each step. */
  readonly omega: Float64Array
  readonly phase: PhaseTable | null
}

/** @returns a function from parameters to the sweep */
export function adaptiveSweep(recipe: SimulationRecipe, kernel: AdaptiveKernel): (parameters: ArrayLike<number>) => Sweep {
  const { integrator, steps, duration } = recipe.sweep
  if (integrator.kind !== 'dormand-prince' && integrator.kind !== 'rosenbrock') throw new RangeError(`${integrator.kind} has no tolerances`)
  const method = integrator.kind === 'rosenbrock' ? rosenbrock : dormandPrince
  const times = Float64Array.from({ length: steps }, (_, step) => ((step + 1) * duration) / (steps - 1))
  const { problem, setParameters } = problemOf(kernel)
  return (parameters) => {
    setParameters(parameters)
    const rows = kernel.state.map(() => new Float64Array(steps))
    method(problem, 0, times, integrator, (k, y) => {
      rows.forEach((row, quantity) => (row[k] = y[quantity] ?? NaN))
    })
    return sweepOfStates(recipe, kernel.omega, kernel.state, rows)
  }
}

interface Ready {
  readonly problem: Problem
  readonly setParameters: (parameters: ArrayLike<number>) => void
}

function problemOf(kernel: AdaptiveKernel): Ready {
  const { state, initial } = kernel
  const slopes = ready(kernel, kernel.slopes)
  const slope = slopes.reader(state)
  if (!kernel.derivatives) return { problem: { slope, initial }, setParameters: slopes.setParameters }
  const derivatives = ready(kernel, kernel.derivatives)
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

function ready({ state, parameters: names, phase: table }: AdaptiveKernel, graph: Graph): ReadyGraph {
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
