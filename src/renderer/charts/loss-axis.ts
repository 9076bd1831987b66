/** The axis of losses: logarithmic, or linear where one has fallen below zero, as minus the logarithm of a likelihood may. */
import { logRange } from './log-range'
import { rangeOf, type Axis, type Range } from './model'

/** @param calm what a linear axis spans: without the single batches that stand out by far */
export function lossAxis(all: readonly ArrayLike<number>[], calm = all): Axis {
  const shared = { label: 'loss', unit: '' }
  return isBelowZero(all) ? { ...shared, scale: 'linear', range: rangeOf(calm, 0.1) } : { ...shared, scale: 'log', range: logRange(all) }
}

/** Of several pictures in one; where one of them is linear, all are. */
export function joinedAxis(axes: readonly [Axis, ...Axis[]]): Axis {
  const range: Range = [Math.min(...axes.map((axis) => axis.range[0])), Math.max(...axes.map((axis) => axis.range[1]))]
  return { ...axes[0], scale: axes.some(({ scale }) => scale === 'linear') ? 'linear' : 'log', range }
}

function isBelowZero(arrays: readonly ArrayLike<number>[]): boolean {
  for (const array of arrays) for (let index = 0; index < array.length; index++) if ((array[index] ?? NaN) < 0) return true
  return false
}
