/** The two typed formulas of a structure as graphs with their first and second derivatives. */
import { SharkfinError } from '../contract/errors'
import { constant, createBuilder, input } from '../formula/build'
import { isReal, real } from '../formula/complex'
import type { Complex } from '../formula/complex'
import { derivativeName, differentiate } from '../formula/differentiate'
import type { Graph } from '../formula/graph'
import { lower } from '../formula/lower'
import { parseFormula } from '../formula/parse'
import { STRUCTURE_SYMBOLS, type Structure } from '../recipe/structure'

/** Outputs: `value`, `first`, `second` of a spring; `value`, `x`, `y`, `xx`, `xy`, `yy` of a mass. */
export interface StructureGraphs {
  readonly spring: Graph
  /** With the gradient alone, for steps that need no more. */
  readonly springSlope: Graph
  readonly mass: Graph
  readonly massSlope: Graph
  /** Constants of which springs have values of their own: inputs of the spring's graph beside `length`. */
  readonly ownConstants: readonly string[]
}

/**
 * @throws SharkfinError whose code begins with `formula-` or `structure-`; place.field is `springEnergy` or `massEnergy`
 */
export function structureGraphs(structure: Structure): StructureGraphs {
  refuseReservedNames(structure)
  const ownConstants = [...new Set(structure.springs.flatMap(({ constants }) => Object.keys(constants ?? {})))].sort()
  const spring = valueGraph(structure, 'springEnergy', ['length'], ownConstants)
  const mass = valueGraph(structure, 'massEnergy', ['x', 'y', 'mass'], [])
  const springSlope = renamed(differentiate(spring, ['length']), { value: 'value', [slope('value', 'length')]: 'first' })
  const massSlope = renamed(differentiate(mass, ['x', 'y']), { value: 'value', [slope('value', 'x')]: 'x', [slope('value', 'y')]: 'y' })
  return { spring: withSecond(springSlope), springSlope, mass: withSeconds(massSlope), massSlope, ownConstants }
}

const slope = derivativeName

function withSecond(graph: Graph): Graph {
  return renamed(differentiate(graph, ['length']), { value: 'value', first: 'first', [slope('first', 'length')]: 'second' })
}

function withSeconds(graph: Graph): Graph {
  return renamed(differentiate(graph, ['x', 'y']), {
    value: 'value', x: 'x', y: 'y', [slope('x', 'x')]: 'xx', [slope('x', 'y')]: 'xy', [slope('y', 'y')]: 'yy'
  })
}

function renamed({ nodes, outputs }: Graph, names: Readonly<Record<string, string>>): Graph {
  return { nodes, outputs: Object.fromEntries(Object.entries(names).map(([from, to]) => [to, outputs[from] ?? -1])) }
}

/** Constants that are the same for all are numbers in the graph, so that they cost nothing at run time. */
function valueGraph(structure: Structure, field: 'springEnergy' | 'massEnergy', variables: readonly string[], own: readonly string[]): Graph {
  const builder = createBuilder()
  const symbols = new Map<string, Complex>()
  for (const name of variables) symbols.set(name, real(builder, input(builder, name, name === 'length' || name === 'mass')))
  for (const [name, value] of Object.entries(structure.constants)) symbols.set(name, real(builder, constant(builder, value)))
  for (const name of own) symbols.set(name, real(builder, input(builder, name)))
  symbols.set('pi', real(builder, constant(builder, Math.PI)))
  const value = inField(field, () => lower(builder, parseFormula(structure[field]), symbols))
  if (!isReal(builder, value)) throw notReal(field)
  return { nodes: builder.nodes, outputs: { value: value.re } }
}

function inField<T>(field: string, work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    if (!(thrown instanceof SharkfinError)) throw thrown
    const { code, message, remedy, place } = thrown
    throw new SharkfinError({ code, message, remedy, place: { ...place, field } })
  }
}

function notReal(field: string): SharkfinError {
  return new SharkfinError({
    code: 'formula-not-real',
    message: 'An energy must be real, but this formula is complex.',
    remedy: 'Take out the i, or write re(...).',
    place: { column: 1, field }
  })
}

function refuseReservedNames({ constants, springs }: Structure): void {
  const names = new Set([...Object.keys(constants), ...springs.flatMap((spring) => Object.keys(spring.constants ?? {}))])
  const taken = [...STRUCTURE_SYMBOLS, 'i', 'pi'].find((name) => names.has(name))
  if (taken === undefined) return
  throw new SharkfinError({
    code: 'structure-reserved-name',
    message: `A constant cannot be named "${taken}", which formulas use for something else.`,
    remedy: 'Give it another name.',
    place: { field: `constants.${taken}` }
  })
}
