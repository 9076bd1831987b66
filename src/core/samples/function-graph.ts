/** The formulas of a function recipe as one expression graph, its outputs named by their place. */
import { SharkfinError } from '../contract/errors'
import { lowerField, refuseAtOnce } from '../dynamics/lower-field'
import type { Refuse } from '../dynamics/lower-field'
import { constant, createBuilder, input } from '../formula/build'
import type { Builder } from '../formula/build'
import { isReal, real } from '../formula/complex'
import type { Complex } from '../formula/complex'
import { withoutDeadNodes } from '../formula/graph'
import type { Graph } from '../formula/graph'
import type { FunctionTarget } from '../recipe/function'
import { isNeverNegative } from '../recipe/priors'

/** The graph's name for output `index`. */
export function outputName(index: number): string {
  return `output ${index}`
}

/**
 * Inputs by the names of the variables; constants are folded in.
 * @throws SharkfinError whose code begins with `formula-`; place.field says in which formula, place.column where
 */
export function functionGraph(target: FunctionTarget): Graph {
  return build(target, refuseAtOnce)
}

/** Everything that `functionGraph` has against a function: at most one error a formula. */
export function functionProblems(target: FunctionTarget): readonly SharkfinError[] {
  const problems: SharkfinError[] = []
  build(target, (error) => problems.push(error))
  return problems
}

function build(target: FunctionTarget, refuse: Refuse): Graph {
  const builder = createBuilder()
  const symbols = symbolsOf(builder, target, refuse)
  const outputs: Record<string, number> = {}
  target.outputs.forEach(({ formula }, index) => {
    const field = `function.outputs.${index}.formula`
    const value = lowerField(builder, formula, symbols, field, refuse)
    if (!isReal(builder, value)) refuse(notReal(formula, field))
    outputs[outputName(index)] = value.re
  })
  return withoutDeadNodes({ nodes: builder.nodes, outputs })
}

function symbolsOf(builder: Builder, { inputs, constants }: FunctionTarget, refuse: Refuse): ReadonlyMap<string, Complex> {
  const symbols = new Map<string, Complex>([['pi', real(builder, constant(builder, Math.PI))]])
  const define = (name: string, node: number, field: string): void => {
    if (symbols.has(name)) refuse(nameTaken(name, field))
    symbols.set(name, real(builder, node))
  }
  inputs.forEach((prior, index) => define(prior.name, input(builder, prior.name, isNeverNegative(prior)), `function.inputs.${index}.name`))
  for (const [name, value] of Object.entries(constants)) define(name, constant(builder, value), `function.constants.${name}`)
  return symbols
}

function nameTaken(name: string, field: string): SharkfinError {
  return new SharkfinError({
    code: 'formula-name-taken',
    message: `The name "${name}" stands for two things.`,
    remedy: 'Rename one of them; pi is always taken.',
    place: { field }
  })
}

function notReal(formula: string, field: string): SharkfinError {
  return new SharkfinError({
    code: 'formula-not-real',
    message: `The value of "${formula}" is complex, and a network learns real numbers.`,
    remedy: 'Take its part: re(...), im(...) or abs(...).',
    place: { column: 1, field }
  })
}
