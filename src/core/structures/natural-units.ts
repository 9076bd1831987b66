/** Length and force as they are usual in a structure, so that what is called zero does not depend on the units that it is written in. */
import type { Structure } from '../recipe/structure'
import { createArrayMachine } from './array-machine'
import type { StructureGraphs } from './formulas'
import { constantOfSprings, measure, type Layout } from './layout'
import type { NaturalUnits } from './objective'

/** The mean length of the springs as they lie, and how much a spring's pull changes over such a length. */
export function naturalUnits(structure: Structure, { a, b, coordinates }: Layout, { springSlope, ownConstants }: StructureGraphs): NaturalUnits {
  const count = a.length
  const lengths = new Float64Array(count)
  measure(a, b, coordinates, lengths)
  const machine = createArrayMachine(springSlope, count)
  for (const name of ownConstants) machine.inputs.get(name)?.set(constantOfSprings(structure, name))
  const pulls = (factor: number): Float64Array => {
    machine.inputs.get('length')?.set(lengths.map((length) => factor * length))
    machine.run()
    return Float64Array.from(machine.outputs['first'] ?? [])
  }
  const [short, long] = [pulls(0.5), pulls(1.5)]
  return { length: usual(mean(lengths)), force: usual(mean(long.map((pull, k) => Math.abs(pull - (short[k] as number))))) }
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** 1 where nothing tells. */
function usual(value: number): number {
  return value > 0 && value < Infinity ? value : 1
}
