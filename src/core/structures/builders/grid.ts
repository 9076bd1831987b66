/** Nodes on a square grid, a unit apart, each joined to its neighbours. */
import type { Freedom, Spring, StructureNode } from '../../recipe/structure'

export function grid(columns: number, rows: number, freedom: (column: number, row: number) => Freedom): { nodes: StructureNode[]; springs: Spring[] } {
  const nodes: StructureNode[] = []
  const springs: Spring[] = []
  const at = (column: number, row: number): number => row * columns + column
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      nodes.push({ x: column, y: row === 0 ? 0 : -row, free: freedom(column, row), mass: 1 })
      if (column > 0) springs.push({ a: at(column - 1, row), b: at(column, row) })
      if (row > 0) springs.push({ a: at(column, row - 1), b: at(column, row) })
    }
  }
  return { nodes, springs }
}
