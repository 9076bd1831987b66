/** A slot's batches, filled one after another: the same work on a thread and inline. */
import type { DrawKind } from '../../core/random/draw'
import type { SampleSource } from '../../core/samples/source'

/** Memory of several batches: x [batches x batch, inputs], y [batches x batch, outputs]. */
export interface SlotMemory {
  readonly x: Float32Array
  readonly y: Float32Array
}

/**
 * @param batch samples in a batch
 * @returns a function that fills a slot with so many batches from `firstBatch` on
 */
export function createSlotFiller(
  { inputs, outputs, fill }: SampleSource,
  kind: DrawKind,
  batch: number
): (memory: SlotMemory, firstBatch: number, batches: number) => void {
  return ({ x, y }, firstBatch, batches) => {
    for (let k = 0; k < batches; k++) {
      const rows = [k * batch, (k + 1) * batch] as const
      const range = { kind, batch: firstBatch + k, first: 0, count: batch }
      fill(range, x.subarray(rows[0] * inputs, rows[1] * inputs), y.subarray(rows[0] * outputs, rows[1] * outputs))
    }
  }
}
