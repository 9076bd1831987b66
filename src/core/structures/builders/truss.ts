/** A Warren truss: a row of triangles, held at the left, on rollers at the right. */
import type { Structure, StructureNode } from '../../recipe/structure'
import { bar } from './girder'
import { structureOf } from './lesson'

const HEIGHT = Math.sqrt(3) / 2

/** @param panels triangles that stand on the lower chord */
export function truss(panels: number): Structure {
  const lower = Array.from({ length: panels + 1 }, (_, j): StructureNode => ({ x: j, y: 0, free: j === 0 ? 'none' : j === panels ? 'x' : 'both', mass: 1 }))
  const upper = Array.from({ length: panels }, (_, j): StructureNode => ({ x: j + 0.5, y: HEIGHT, free: 'both', mass: 1 }))
  const nodes = [...lower, ...upper]
  const top = panels + 1
  const springs = Array.from({ length: panels }, (_, j) => [
    bar(nodes, j, j + 1),
    bar(nodes, j, top + j),
    bar(nodes, top + j, j + 1),
    ...(j > 0 ? [bar(nodes, top + j - 1, top + j)] : [])
  ]).flat()
  return structureOf('truss', `a truss of ${panels} triangles, on rollers at its right end`, { nodes, springs }, { K: 100, mg: 0.1 })
}
