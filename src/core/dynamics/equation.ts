/** The equations of motion of a recipe: typed right-hand sides as one expression graph of real quantities. */
import { SharkfinError } from '../contract/errors'
import { constant, createBuilder, input } from '../formula/build'
import type { Builder } from '../formula/build'
import { isReal, real } from '../formula/complex'
import type { Complex } from '../formula/complex'
import { withoutDeadNodes } from '../formula/graph'
import type { Graph } from '../formula/graph'
import { isNeverNegative } from '../recipe/priors'
import type { SystemRecipe } from '../recipe/system'
import { componentsOf } from './components'
import { lowerField, notReal, refuseAtOnce } from './lower-field'
import type { Refuse } from './lower-field'

/** Inputs that depend on time alone: time, the swept drive frequency, and its integral over time. */
export const TIME_INPUTS = ['t', 'omega', 'phase'] as const

/** Symbols with a meaning of their own; nothing else can take their names. */
const RESERVED: readonly string[] = [...TIME_INPUTS, 'i', 'pi']

/**
 * Real quantities that an equation advances: x of a real variable, z.re and z.im of a complex one. Inputs of the graph are these,
 * TIME_INPUTS, and the drawn parameters by their own names.
 */
export interface SystemGraph {
  /** Output `z.re` is d(Re z)/dt; output `noise z.re`, where there is one, the amplitude of the random force on it. */
  readonly graph: Graph
  readonly state: readonly string[]
  /** Those of `state` with a random force. */
  readonly noisy: readonly string[]
}

export function noiseOutput(component: string): string {
  return `noise ${component}`
}

/**
 * @returns constants and fixed parameters are folded into the graph
 * @throws SharkfinError whose code begins with `formula-`; place.field says in which formula, place.column where
 */
export function systemGraph(system: SystemRecipe): SystemGraph {
  return build(system, refuseAtOnce)
}

/** Everything that `systemGraph` has against a system: at most one error a formula, in the order of the recipe. */
export function systemProblems(system: SystemRecipe): readonly SharkfinError[] {
  const problems: SharkfinError[] = []
  build(system, (error) => problems.push(error))
  return problems
}

function build(system: SystemRecipe, refuse: Refuse): SystemGraph {
  refuseClashes(system, refuse)
  const builder = createBuilder()
  const symbols = symbolsOf(builder, system, refuse)
  const outputs: Record<string, number> = {}
  const noisy: string[] = []
  system.variables.forEach((variable, index) => {
    const field = `system.variables.${index}`
    const slope = lowerField(builder, variable.equation, symbols, `${field}.equation`, refuse)
    if (variable.kind === 'real' && !isReal(builder, slope)) refuse(notReal(`d${variable.name}/dt`, `${field}.equation`))
    const noise = lowerField(builder, variable.noise, symbols, `${field}.noise`, refuse)
    if (!isReal(builder, noise)) refuse(notReal(`The noise on ${variable.name}`, `${field}.noise`))
    const { re, im } = slope
    componentsOf(variable).forEach((component, part) => {
      outputs[component] = part === 0 ? re : im
      if (noise.re === constant(builder, 0)) return
      outputs[noiseOutput(component)] = noise.re
      noisy.push(component)
    })
  })
  const graph = withoutDeadNodes({ nodes: builder.nodes, outputs })
  return { graph, state: system.variables.flatMap(componentsOf), noisy }
}

function symbolsOf(builder: Builder, system: SystemRecipe, refuse: Refuse): Map<string, Complex> {
  const symbols = new Map<string, Complex>()
  for (const variable of system.variables) {
    const [re = '', im] = componentsOf(variable)
    const x = input(builder, re)
    symbols.set(variable.name, im === undefined ? real(builder, x) : { re: x, im: input(builder, im) })
  }
  symbols.set('i', { re: constant(builder, 0), im: constant(builder, 1) })
  for (const name of TIME_INPUTS) symbols.set(name, real(builder, input(builder, name)))
  symbols.set('pi', real(builder, constant(builder, Math.PI)))
  for (const prior of system.priors) {
    const node = prior.kind === 'fixed' ? constant(builder, prior.value) : input(builder, prior.name, isNeverNegative(prior))
    symbols.set(prior.name, real(builder, node))
  }
  for (const [name, value] of Object.entries(system.constants)) symbols.set(name, real(builder, constant(builder, value)))
  addDrives(builder, system, symbols, refuse)
  return symbols
}

/** Each drive may use those before it, and no variable. */
function addDrives(builder: Builder, { drives, variables }: SystemRecipe, symbols: Map<string, Complex>, refuse: Refuse): void {
  const usable = new Map(symbols)
  for (const { name } of variables) usable.delete(name)
  drives.forEach(({ name, formula }, index) => {
    const value = lowerField(builder, formula, usable, `system.drives.${index}.formula`, refuse)
    usable.set(name, value)
    symbols.set(name, value)
  })
}

function refuseClashes({ variables, drives, priors, constants }: SystemRecipe, refuse: Refuse): void {
  const seen = new Set<string>(RESERVED)
  const named = (list: readonly { readonly name: string }[], path: string): [string, string][] =>
    list.map(({ name }, index) => [name, `system.${path}.${index}.name`])
  const constant = Object.keys(constants).map((name): [string, string] => [name, `system.constants.${name}`])
  for (const [name, field] of [...named(variables, 'variables'), ...named(priors, 'priors'), ...named(drives, 'drives'), ...constant]) {
    if (seen.has(name)) {
      refuse(
        new SharkfinError({
          code: 'formula-name-taken',
          message: `The name "${name}" stands for two things.`,
          remedy: `Rename one of them; ${RESERVED.join(', ')} are always taken.`,
          place: { field }
        })
      )
    }
    seen.add(name)
  }
}
