/** Springs that are at rest where they are built, as the bars of a truss are. */
import type { Spring, StructureNode } from '../../recipe/structure'

export function bar(nodes: readonly StructureNode[], a: number, b: number, constants: Readonly<Record<string, number>> = {}): Spring {
  const [p, q] = [nodes[a], nodes[b]]
  if (!p || !q) throw new RangeError(`a bar joins nodes ${a} and ${b}, of which one is missing`)
  return { a, b, constants: { l: Math.hypot(q.x - p.x, q.y - p.y), ...constants } }
}
