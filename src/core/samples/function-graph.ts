/** The formulas of a function recipe as one expression graph, its outputs named by their place. */
import { SharkfinError } from '../contract/errors'
import { constant, createBuilder, input } from '../formula/build'
import { isReal, real } from '../formula/complex'
import type { Complex } from '../formula/complex'
import { withoutDeadNodes } from '../formula/graph'
import type { Graph } from '../formula/graph'
import { lower } from '../formula/lower'
import { parseFormula } from '../formula/parse'
import type { FunctionRecipe } from '../recipe/function'

/** The graph's name for output `index`. */
export function outputName(index: number): string {
  return `output ${index}`
}

/**
 * Inputs by the names of the variables; constants are folded in.
 * @throws SharkfinError whose code begins with `formula-`
 */
export function functionGraph({ inputs, outputs, constants }: FunctionRecipe): Graph {
  const builder = createBuilder()
  const symbols = new Map<string, Complex>([['pi', real(builder, constant(builder, Math.PI))]])
  const define = (name: string, node: number): void => {
    if (symbols.has(name)) throw nameTaken(name)
    symbols.set(name, real(builder, node))
  }
  for (const { name, low } of inputs) define(name, input(builder, name, low >= 0))
  for (const [name, value] of Object.entries(constants)) define(name, constant(builder, value))
  const values = outputs.map(({ formula }, index) => {
    const value = lower(builder, parseFormula(formula), symbols)
    if (!isReal(builder, value)) throw notReal(formula)
    return [outputName(index), value.re] as const
  })
  return withoutDeadNodes({ nodes: builder.nodes, outputs: Object.fromEntries(values) })
}

function nameTaken(name: string): SharkfinError {
  return new SharkfinError({
    code: 'formula-name-taken',
    message: `The name "${name}" stands for two things.`,
    remedy: 'Rename one of them; pi is always taken.'
  })
}

function notReal(formula: string): SharkfinError {
  return new SharkfinError({
    code: 'formula-not-real',
    message: `The value of "${formula}" is complex, and a network learns real numbers.`,
    remedy: 'Take its part: re(...), im(...) or abs(...).',
    place: { column: 1 }
  })
}
