/** Least and largest of data, however many: `Math.max(...values)` puts all of them on the stack, which overflows at about 125,000. */

/** Infinity where there are none; NaN where one is. */
export function least(values: ArrayLike<number>): number {
  let found = Infinity
  for (let k = 0; k < values.length; k++) found = Math.min(found, values[k] ?? NaN)
  return found
}

/** -Infinity where there are none; NaN where one is. */
export function most(values: ArrayLike<number>): number {
  let found = -Infinity
  for (let k = 0; k < values.length; k++) found = Math.max(found, values[k] ?? NaN)
  return found
}
