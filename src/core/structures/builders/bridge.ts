/** A suspension bridge: a deck of bars on hangers from a cable between two towers. */
import type { Structure, StructureNode } from '../../recipe/structure'
import { bar } from './girder'
import { structureOf } from './lesson'

/** @param panels lengths of deck between hangers */
export function bridge(panels: number): Structure {
  const tower = 1 + panels / 5
  const cableHeight = (j: number): number => 0.6 + tower * ((2 * j) / panels - 1) ** 2
  const deck = Array.from({ length: panels + 1 }, (_, j): StructureNode => ({ x: j, y: 0, free: j === 0 || j === panels ? 'none' : 'both', mass: 1 }))
  const cable = Array.from({ length: panels + 1 }, (_, j): StructureNode => ({
    x: j, y: cableHeight(j), free: j === 0 || j === panels ? 'none' : 'both', mass: 0.2
  }))
  const nodes = [...deck, ...cable]
  const above = panels + 1
  const springs = Array.from({ length: panels }, (_, j) => [
    bar(nodes, j, j + 1),
    bar(nodes, above + j, above + j + 1),
    ...(j > 0 ? [bar(nodes, j, above + j, { K: 60 })] : [])
  ]).flat()
  const structure = structureOf('bridge', `a suspension bridge of ${panels} panels`, { nodes, springs }, { K: 200, g: 0.1 })
  return { ...structure, massEnergy: 'mass*g*y' }
}
