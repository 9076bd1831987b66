/**
 * A measured map on a grid of evenly spaced cells: where it is finer than the grid the mean of all points in a cell, whose noise stays
 * independent from cell to cell; where it is coarser straight between its points. A cell without points on either side holds nothing.
 */
import type { Axis } from '../../recipe/axes'
import type { MeasuredMap } from './measured-map'

/** What part of a cell's weight must be measured. */
const ENOUGH = 0.5

/** Weights of the points of one axis in each cell: the points' places and how much each counts, in sum 1, or none. */
type Weights = readonly (readonly (readonly [point: number, weight: number])[])[]

/**
 * @param places of the map's rows and columns in the grid's own units, rising or falling
 * @param grid of rows and of columns
 * @returns [rows, columns] of the grid; NaN where nothing was measured
 */
export function ontoGrid(map: MeasuredMap, places: { readonly rows: Float64Array; readonly columns: Float64Array }, grid: readonly [Axis, Axis]): Float64Array {
  const [down, across] = [weightsOf(places.rows, grid[0]), weightsOf(places.columns, grid[1])]
  const width = map.columns.count
  const cells = new Float64Array(down.length * across.length)
  down.forEach((rows, row) => {
    across.forEach((columns, column) => {
      let [sum, weight] = [0, 0]
      for (const [i, u] of rows) {
        for (const [j, v] of columns) {
          const value = map.values[i * width + j]
          if (Number.isNaN(value)) continue
          sum += u * v * value
          weight += u * v
        }
      }
      cells[row * across.length + column] = weight > ENOUGH ? sum / weight : NaN
    })
  })
  return cells
}

function weightsOf(places: Float64Array, { from, to, count }: Axis): Weights {
  const step = (to - from) / (count - 1)
  const order = Array.from(places.keys()).sort((a, b) => places[a] - places[b])
  return Array.from({ length: count }, (_, cell) => {
    const centre = from + step * cell
    const inside = order.filter((k) => Math.abs(places[k] - centre) <= Math.abs(step) / 2 + 1e-9 * Math.abs(step))
    const exact = inside.find((k) => Math.abs(places[k] - centre) <= 1e-6 * Math.abs(step))
    // One point in the cell's middle is the cell; several are averaged; between two that lie apart it is straight.
    if (inside.length > 1) return inside.map((k) => [k, 1 / inside.length] as const)
    return exact === undefined ? straight(places, order, centre, Math.abs(step)) : [[exact, 1] as const]
  })
}

function straight(places: Float64Array, order: readonly number[], centre: number, step: number): readonly (readonly [number, number])[] {
  const above = order.findIndex((k) => places[k] >= centre)
  const [first, last] = [order[0], order[order.length - 1]]
  // Half a cell beyond its ends a map is taken to go on as it is there.
  if (above < 0) return centre - places[last] <= step / 2 ? [[last, 1]] : []
  if (above === 0) return places[first] - centre <= step / 2 ? [[first, 1]] : []
  const [left, right] = [order[above - 1], order[above]]
  const share = (centre - places[left]) / (places[right] - places[left])
  return [[left, 1 - share], [right, share]]
}
