/** The lesson's chain: masses that move up and down between two ends at height 0, a unit apart. */
import type { Structure, StructureNode } from '../../recipe/structure'
import { structureOf } from './lesson'

/** @param masses between the ends */
export function chain(masses: number): Structure {
  const nodes = Array.from({ length: masses + 2 }, (_, j): StructureNode => ({ x: j, y: 0, free: j === 0 || j === masses + 1 ? 'none' : 'y', mass: 1 }))
  const springs = Array.from({ length: masses + 1 }, (_, j) => ({ a: j, b: j + 1 }))
  return structureOf('chain', `${masses} masses between two ends, free to move up and down`, { nodes, springs })
}
