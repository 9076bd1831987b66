/** A finer curve or map on a coarser grid: each number the mean of a block of neighbours, as an instrument with larger cells sees it. */
import type { Extent } from '../recipe/axes'

/**
 * @param extent of the fine sample, whose axes are whole multiples of `factor`
 * @returns a function that fills `coarse` [count, ...] from `fine` [count, ...extent]; it allocates nothing
 */
export function blockMeans({ axes }: Extent, factor: number): (fine: Float32Array, count: number, coarse: Float32Array) => void {
  const isMap = axes.length > 1
  const [high, wide] = [isMap ? factor : 1, factor]
  const columns = (axes.at(-1)?.count ?? 1) / wide
  const rows = isMap ? (axes[0]?.count ?? 1) / high : 1
  const fineColumns = columns * wide
  return (fine, count, coarse) => {
    let next = 0
    for (let line = 0; line < count * rows; line++) {
      for (let column = 0; column < columns; column++) {
        let sum = 0
        for (let i = 0; i < high; i++) {
          const from = (line * high + i) * fineColumns + column * wide
          for (let j = 0; j < wide; j++) sum += fine[from + j] ?? NaN
        }
        coarse[next++] = sum / (high * wide)
      }
    }
  }
}
