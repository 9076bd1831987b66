/**
 * What is done to a noisy or coarse map without a network, for comparison: bilinear enlargement, then a Gaussian blur whose widths along
 * both axes are those that do best.
 */

export interface Grid {
  readonly rows: number
  readonly columns: number
}

/** Widths of the blur along rows and columns of the fine grid, in cells: the standard deviation of the Gaussian. */
export type Widths = readonly [down: number, across: number]

/** Widths that are tried along each axis. */
const TRIED = [0, 0.5, 0.75, 1, 1.5, 2, 3, 4] as const
/** Where a Gaussian is cut off, in its own width. */
const REACH = 3

/**
 * Between the middles of coarse cells straight lines; beyond the outermost ones their own value.
 * @param coarse [rows / factor, columns / factor], or along a curve [1, columns / factor]
 * @param fine the grid of the result
 * @returns [rows, columns]
 */
export function enlarged(coarse: ArrayLike<number>, factor: number, fine: Grid): Float64Array {
  const [down, across] = [placesOf(fine.rows, fine.rows > 1 ? factor : 1), placesOf(fine.columns, factor)]
  const width = fine.columns / factor
  return Float64Array.from({ length: fine.rows * fine.columns }, (_, cell) => {
    const row = down[Math.floor(cell / fine.columns)]
    const column = across[cell % fine.columns]
    if (!row || !column) return NaN
    const along = (line: number): number => (1 - column.share) * (coarse[line * width + column.below] ?? NaN) + column.share * (coarse[line * width + column.above] ?? NaN)
    return (1 - row.share) * along(row.below) + row.share * along(row.above)
  })
}

interface Place {
  readonly below: number
  readonly above: number
  /** Of the cell above. */
  readonly share: number
}

function placesOf(count: number, factor: number): readonly Place[] {
  const last = count / factor - 1
  return Array.from({ length: count }, (_, cell) => {
    const at = Math.min(last, Math.max(0, (cell + 0.5) / factor - 0.5))
    const below = Math.floor(at)
    return { below, above: Math.min(last, below + 1), share: at - below }
  })
}

/** Gaussian blur along both axes; at the edges the weights that are left count for all. */
export function blurred(map: Float64Array, grid: Grid, [down, across]: Widths): Float64Array {
  return along(along(map, grid.columns, 1, across), grid.rows, grid.columns, down)
}

/** One axis of `length` cells, `stride` apart, of every line of the map. */
function along(map: Float64Array, length: number, stride: number, width: number): Float64Array {
  if (width === 0 || length === 1) return map
  const reach = Math.ceil(REACH * width)
  const weights = Array.from({ length: reach + 1 }, (_, k) => Math.exp(-((k / width) ** 2) / 2))
  return map.map((_, cell) => {
    const place = Math.floor(cell / stride) % length
    let [sum, total] = [0, 0]
    for (let k = Math.max(-reach, -place); k <= Math.min(reach, length - 1 - place); k++) {
      const weight = weights[Math.abs(k)] ?? 0
      sum += weight * (map[cell + k * stride] ?? NaN)
      total += weight
    }
    return sum / total
  })
}

/** The widths whose blur brings some maps closest to the clean ones. @param maps enlarged already */
export function bestWidths(maps: readonly Float64Array[], clean: readonly ArrayLike<number>[], grid: Grid): Widths {
  let [best, least]: [Widths, number] = [[0, 0], Infinity]
  for (const down of grid.rows > 1 ? TRIED : [0]) {
    for (const across of TRIED) {
      const error = maps.reduce((sum, map, k) => sum + squaredDistance(blurred(map, grid, [down, across]), clean[k] ?? []), 0)
      if (error < least) [best, least] = [[down, across], error]
    }
  }
  return best
}

export function squaredDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += ((a[k] ?? NaN) - (b[k] ?? NaN)) ** 2
  return sum
}
