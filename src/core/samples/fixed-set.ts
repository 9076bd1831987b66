/** A set of samples drawn once and trained on epoch after epoch, as where measurements are few: the lesson on overfitting. */
import { createEpochOrder } from './epoch-order'
import type { SampleSource } from './source'

/**
 * Training draws come from the first `samples` training samples of `source`, made when the first of them is asked for; other kinds are
 * drawn afresh.
 * @param batch samples of one step
 */
export function fixedSet(source: SampleSource, samples: number, batch: number, seed: number): SampleSource {
  const { inputs, outputs } = source
  const x = new Float32Array(samples * inputs)
  const y = new Float32Array(samples * outputs)
  let isMade = false
  const orderOf = createEpochOrder(samples, batch, seed)
  return {
    inputs,
    outputs,
    fill: (range, toX, toY) => {
      if (range.kind !== 'training') return source.fill(range, toX, toY)
      if (!isMade) source.fill({ kind: 'training', batch: 0, first: 0, count: samples }, x, y)
      isMade = true
      const chosen = orderOf(range.batch)
      for (let row = 0; row < range.count; row++) {
        const sample = chosen[range.first + row] ?? 0
        copyRow(x, sample, toX, row, inputs)
        copyRow(y, sample, toY, row, outputs)
      }
    }
  }
}

/** Element by element: rows are short, and a view for each would be garbage. */
function copyRow(from: Float32Array, fromRow: number, to: Float32Array, toRow: number, width: number): void {
  const source = fromRow * width
  const target = toRow * width
  for (let k = 0; k < width; k++) to[target + k] = from[source + k] ?? NaN
}
