/** The plain double-precision twin of the compiled kernel, for checks and where a few exact sweeps are wanted. */
import { createEvaluator } from '../formula/evaluate'
import type { Evaluator } from '../formula/evaluate'
import { incrementInput } from './integrators/heun'
import { STAGES, stageInput } from './integrators/stages'
import type { SweepPlan } from './plan'
import { sweepOfStates } from './sweep-of-states'
import type { Sweep } from './sweep'

/**
 * Random forces of a sweep: [steps][noisy] increments of Wiener processes, of variance dt; none where left out.
 * @returns a function from parameters, in the order of the plan, to the sweep
 */
export function createTwin(plan: SweepPlan): (parameters: ArrayLike<number>, increments?: ArrayLike<number>) => Sweep {
  const evaluator = createEvaluator(plan.step)
  const load = loader(plan, evaluator)
  return (parameters, increments) => {
    plan.parameters.forEach((name, index) => setInput(evaluator, name, parameters[index] ?? NaN))
    return run(plan, evaluator, load, increments)
  }
}

function setInput({ registers, inputs }: Evaluator, name: string, value: number): void {
  const register = inputs.get(name)
  if (register !== undefined) registers[register] = value
}

type Load = (step: number, increments: ArrayLike<number> | undefined) => void

/** Writes what a step reads besides the state: the table's entries and the increments. */
function loader({ columns, table, noisy }: SweepPlan, { registers, inputs }: Evaluator): Load {
  const entries = columns.flatMap((column, c) =>
    STAGES.map((stage, k) => ({ register: inputs.get(stageInput(column, stage)), offset: k * columns.length + c }))
  )
  const forces = noisy.map((component, k) => ({ register: inputs.get(incrementInput(component)), k }))
  return (step, increments) => {
    for (const { register, offset } of entries) {
      if (register !== undefined) registers[register] = table[2 * step * columns.length + offset] ?? NaN
    }
    for (const { register, k } of forces) {
      if (register !== undefined) registers[register] = increments?.[step * noisy.length + k] ?? 0
    }
  }
}

function run(plan: SweepPlan, evaluator: Evaluator, load: Load, increments: ArrayLike<number> | undefined): Sweep {
  const { steps, state, initial } = plan
  const outputs = state.map((name) => evaluator.outputs[name] ?? -1)
  const rows = state.map(() => new Float64Array(steps))
  let now = [...initial]
  for (let step = 0; step < steps; step++) {
    state.forEach((name, k) => setInput(evaluator, name, now[k] ?? NaN))
    load(step, increments)
    evaluator.run()
    now = outputs.map((output) => evaluator.registers[output] ?? NaN)
    now.forEach((value, k) => {
      const row = rows[k]
      if (row) row[step] = value
    })
  }
  return sweepOfStates(plan.recipe, plan.omega, state, rows)
}
