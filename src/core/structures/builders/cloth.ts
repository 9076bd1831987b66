/** A cloth that hangs from a few points of its upper edge; diagonals keep it from shearing. */
import type { Structure } from '../../recipe/structure'
import { grid } from './grid'
import { structureOf } from './lesson'

export function cloth(columns: number, rows: number): Structure {
  const held = new Set([0, 1, 2, 3].map((k) => Math.round((k * (columns - 1)) / 3)))
  const { nodes, springs } = grid(columns, rows, (column, row) => (row === 0 && held.has(column) ? 'none' : 'both'))
  for (let row = 1; row < rows; row++) {
    for (let column = 1; column < columns; column++) {
      const corner = row * columns + column
      springs.push({ a: corner - columns - 1, b: corner, constants: { K: 1, l: Math.SQRT2 } })
      springs.push({ a: corner - columns, b: corner - 1, constants: { K: 1, l: Math.SQRT2 } })
    }
  }
  return structureOf('cloth', `a hanging cloth of ${columns} by ${rows} masses`, { nodes, springs }, { K: 20, l: 1, mg: 0.05 })
}
