/** The plain double-precision twin of the compiled kernel, for checks and where a few exact sweeps are wanted. */
import { createEvaluator } from '../formula/evaluate'
import type { Evaluator } from '../formula/evaluate'
import { Input } from './equation'
import { StepInput } from './integrators/rk4'
import type { SweepPlan } from './plan'
import { omegaAfterSteps } from './sweep'
import type { Sweep } from './sweep'

/** @returns a function from parameters, in the order of the plan, to the sweep */
export function createTwin(plan: SweepPlan): (parameters: ArrayLike<number>) => Sweep {
  const evaluator = createEvaluator(plan.step)
  return (parameters) => {
    plan.parameters.forEach((name, index) => setInput(evaluator, name, parameters[index] ?? NaN))
    return run(plan, evaluator)
  }
}

function setInput({ registers, inputs }: Evaluator, name: string, value: number): void {
  const register = inputs.get(name)
  if (register !== undefined) registers[register] = value
}

function run(plan: SweepPlan, evaluator: Evaluator): Sweep {
  const { steps, omega, initial } = plan
  const re = new Float64Array(steps)
  const im = new Float64Array(steps)
  const modulus = new Float64Array(steps)
  const [outRe, outIm] = [evaluator.outputs['re'] ?? -1, evaluator.outputs['im'] ?? -1]
  let x = initial.re
  let y = initial.im
  for (let step = 0; step < steps; step++) {
    setInput(evaluator, Input.re, x)
    setInput(evaluator, Input.im, y)
    setInput(evaluator, StepInput.start, omega[2 * step] ?? NaN)
    setInput(evaluator, StepInput.middle, omega[2 * step + 1] ?? NaN)
    setInput(evaluator, StepInput.end, omega[2 * step + 2] ?? NaN)
    evaluator.run()
    x = evaluator.registers[outRe] ?? NaN
    y = evaluator.registers[outIm] ?? NaN
    re[step] = x
    im[step] = y
    modulus[step] = Math.sqrt(x * x + y * y)
  }
  return { omega: omegaAfterSteps(omega), re, im, modulus }
}
