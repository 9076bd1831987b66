/** A net held at its four corners. */
import type { Structure } from '../../recipe/structure'
import { grid } from './grid'
import { structureOf } from './lesson'

export function net(columns: number, rows: number): Structure {
  const isCorner = (column: number, row: number): boolean => (column === 0 || column === columns - 1) && (row === 0 || row === rows - 1)
  return structureOf(
    'net',
    `a net of ${columns} by ${rows} masses, held at its corners`,
    grid(columns, rows, (column, row) => (isCorner(column, row) ? 'none' : 'both')),
    { K: 5, l: 0.8, mg: 0.02 }
  )
}
