/**
 * Lines of equal height on a grid, by marching squares (W. E. Lorensen and H. E. Cline, Comput. Graph. 21 (1987) 163, in two
 * dimensions): each cell between four neighbouring numbers gives none, one or two straight pieces.
 */

/** Pieces as [x0, y0, x1, y1] in units of columns and rows, one after the other. */
export function contourPieces(values: ArrayLike<number>, columns: number, rows: number, level: number): number[] {
  const pieces: number[] = []
  const at = (column: number, row: number): number => values[row * columns + column] ?? NaN
  const between = (a: number, b: number): number => (level - a) / (b - a)
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const [a, b, c, d] = [at(column, row), at(column + 1, row), at(column + 1, row + 1), at(column, row + 1)]
      if (Number.isNaN(a + b + c + d)) continue
      const crossings: number[] = []
      // Around the cell, side by side: below, right, above, left.
      if (a < level !== b < level) crossings.push(column + between(a, b), row)
      if (b < level !== c < level) crossings.push(column + 1, row + between(b, c))
      if (d < level !== c < level) crossings.push(column + between(d, c), row + 1)
      if (a < level !== d < level) crossings.push(column, row + between(a, d))
      if (crossings.length === 4) pieces.push(...crossings)
      else if (crossings.length === 8) pieces.push(...saddle(crossings, (a + b + c + d) / 4 < level === a < level))
    }
  }
  return pieces
}

/** Four crossings: the middle of the cell says which two corners belong together. */
function saddle(crossings: readonly number[], joinsFirst: boolean): number[] {
  const [bx = 0, by = 0, rx = 0, ry = 0, ax = 0, ay = 0, lx = 0, ly = 0] = crossings
  return joinsFirst ? [bx, by, rx, ry, ax, ay, lx, ly] : [bx, by, lx, ly, ax, ay, rx, ry]
}
