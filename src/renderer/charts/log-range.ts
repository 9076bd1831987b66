/** The range of a logarithmic axis. */
import type { Range } from './model'

/** Steps of the rounding in a decade. */
const STEPS = 2
/** Decades at most: what is smaller is nothing but rounding beside the largest. */
const MOST = 16

/** Half decades around all positive values, three times wider on either side where they are one; [0.001, 1] where there is none. */
export function logRange(arrays: readonly ArrayLike<number>[]): Range {
  let low = Infinity
  let high = 0
  for (const array of arrays) {
    for (let index = 0; index < array.length; index++) {
      const value = array[index] ?? NaN
      if (value > 0 && value < low) low = value
      if (value > high && value < Infinity) high = value
    }
  }
  if (high === 0) return [1e-3, 1]
  const top = rounded(high, Math.ceil)
  const bottom = Math.max(rounded(low, Math.floor), top * 10 ** -MOST)
  return top > bottom ? [bottom, top] : [bottom / 3, top * 3]
}

function rounded(value: number, to: (steps: number) => number): number {
  return 10 ** (to(Math.log10(value) * STEPS) / STEPS)
}
