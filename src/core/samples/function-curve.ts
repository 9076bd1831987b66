/** A function along its first variable, the others held: what a picture of it shows. In double precision. */
import { createEvaluator } from '../formula/evaluate'
import type { FunctionTarget } from '../recipe/function'
import { priorQuantile } from '../recipe/priors'
import type { DrawnPrior } from '../recipe/priors'
import { functionGraph, outputName } from './function-graph'

export interface FunctionCurve {
  /** Of the variable that runs. */
  readonly prior: DrawnPrior
  /** The other variables, at their medians. */
  readonly held: Readonly<Record<string, number>>
  /** [points], from a sixth of its span before where it is drawn to a sixth after, as the lesson draws its function. */
  readonly variable: Float32Array<ArrayBuffer>
  /** [outputs][points] */
  readonly values: readonly Float32Array<ArrayBuffer>[]
}

/** @throws SharkfinError whose code begins with `formula-` */
export function functionCurve(target: FunctionTarget, points: number): FunctionCurve {
  const [prior, ...others] = target.inputs
  if (!prior) throw new RangeError('a function needs a variable')
  const { registers, inputs, outputs, run } = createEvaluator(functionGraph(target))
  const held = Object.fromEntries(others.map((other) => [other.name, priorQuantile(other, 0.5)]))
  const set = (name: string, value: number): void => {
    const register = inputs.get(name)
    if (register !== undefined) registers[register] = value
  }
  for (const [name, value] of Object.entries(held)) set(name, value)
  const variable = new Float32Array(points)
  const values = target.outputs.map(() => new Float32Array(points))
  for (let point = 0; point < points; point++) {
    const share = -1 / 6 + (4 / 3) * (point / (points - 1))
    variable[point] = priorQuantile(prior, share)
    set(prior.name, variable[point] ?? NaN)
    run()
    values.forEach((curve, index) => (curve[point] = registers[outputs[outputName(index)] ?? -1] ?? NaN))
  }
  return { prior, held, variable, values }
}
