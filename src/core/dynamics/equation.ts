/** The equation of motion of a recipe: its typed right-hand side of dz/dt as an expression graph. */
import { SharkfinError } from '../contract/errors'
import { constant, createBuilder, input } from '../formula/build'
import { real } from '../formula/complex'
import type { Complex } from '../formula/complex'
import { withoutDeadNodes } from '../formula/graph'
import type { Graph } from '../formula/graph'
import { lower } from '../formula/lower'
import { parseFormula } from '../formula/parse'
import { isNeverNegative } from '../recipe/priors'
import type { SystemRecipe } from '../recipe/system'

/** Symbols with a meaning of their own; priors and constants cannot take their names. */
const RESERVED = ['z', 'i', 'omega', 'pi'] as const

/** Graph inputs: real and imaginary part of z, the drive frequency, and the priors by their own names. */
export const Input = { re: 'z.re', im: 'z.im', omega: 'omega' } as const

/**
 * @returns graph with outputs `re` and `im` of dz/dt; constants are folded into it
 * @throws SharkfinError whose code begins with `formula-`
 */
export function equationGraph(system: SystemRecipe): Graph {
  refuseClashes(system)
  const builder = createBuilder()
  const symbols = new Map<string, Complex>([
    ['z', { re: input(builder, Input.re), im: input(builder, Input.im) }],
    ['i', { re: constant(builder, 0), im: constant(builder, 1) }],
    ['omega', real(builder, input(builder, Input.omega))],
    ['pi', real(builder, constant(builder, Math.PI))]
  ])
  for (const prior of system.priors) {
    const node = prior.kind === 'fixed' ? constant(builder, prior.value) : input(builder, prior.name, isNeverNegative(prior))
    symbols.set(prior.name, real(builder, node))
  }
  for (const [name, value] of Object.entries(system.constants)) symbols.set(name, real(builder, constant(builder, value)))
  const { re, im } = lower(builder, parseFormula(system.variables[0]?.equation ?? ''), symbols)
  return withoutDeadNodes({ nodes: builder.nodes, outputs: { re, im } })
}

function refuseClashes({ priors, constants }: SystemRecipe): void {
  const seen = new Set<string>(RESERVED)
  for (const name of [...priors.map((prior) => prior.name), ...Object.keys(constants)]) {
    if (seen.has(name)) {
      throw new SharkfinError({
        code: 'formula-name-taken',
        message: `The name "${name}" stands for two things.`,
        remedy: `Rename one of them; ${RESERVED.join(', ')} are always taken.`
      })
    }
    seen.add(name)
  }
}
