/** A typed function and its slope at given places, in double precision and without noise: what a picture compares a network with. */
import { derivativeName, differentiate } from '../formula/differentiate'
import { createEvaluator } from '../formula/evaluate'
import type { Graph } from '../formula/graph'
import type { FunctionTarget } from '../recipe/function'
import { functionGraph, outputName } from './function-graph'

type Values = (x: ArrayLike<number>, rows: number) => Float64Array

/**
 * @returns a function from x [rows, inputs] to y [rows, outputs], in the recipe's order
 * @throws SharkfinError whose code begins with `formula-`
 */
export function functionValues(target: FunctionTarget): Values {
  return valuesOf(functionGraph(target), target, outputName)
}

/**
 * Derivatives of all outputs along one variable, exact: [rows, outputs].
 * @throws SharkfinError whose code begins with `formula-`
 */
export function functionSlopes(target: FunctionTarget, along: number): Values {
  const name = target.inputs[along]?.name ?? ''
  return valuesOf(differentiate(functionGraph(target), [name]), target, (index) => derivativeName(outputName(index), name))
}

function valuesOf(graph: Graph, target: FunctionTarget, wanted: (index: number) => string): Values {
  const { registers, inputs, outputs, run } = createEvaluator(graph)
  const from = target.inputs.map(({ name }) => inputs.get(name))
  const to = target.outputs.map((_, index) => outputs[wanted(index)] ?? -1)
  return (x, rows) => {
    const y = new Float64Array(rows * to.length)
    for (let row = 0; row < rows; row++) {
      from.forEach((register, k) => {
        if (register !== undefined) registers[register] = x[row * from.length + k] ?? NaN
      })
      run()
      to.forEach((register, k) => (y[row * to.length + k] = registers[register] ?? NaN))
    }
    return y
  }
}
