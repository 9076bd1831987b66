/** A slot's batches, filled one after another: the same work on a thread and inline. */
import type { DrawKind } from '../../core/dynamics/draw'
import type { Simulator } from '../../core/dynamics/simulator'

/** Memory of several batches: x [batches x batch, bins], y [batches x batch, parameters]. */
export interface SlotMemory {
  readonly x: Float32Array
  readonly y: Float32Array
}

/** @returns a function that fills a slot with the batches from `firstBatch` on */
export function createSlotFiller(
  simulator: Simulator,
  kind: DrawKind,
  batchesPerSlot: number
): (memory: SlotMemory, firstBatch: number) => void {
  const count = simulator.recipe.training.batch
  const parameters = simulator.parameters.length
  return ({ x, y }, firstBatch) => {
    for (let k = 0; k < batchesPerSlot; k++) {
      const rows = [k * count, (k + 1) * count] as const
      const range = { kind, batch: firstBatch + k, first: 0, count }
      const curves = x.subarray(rows[0] * simulator.bins, rows[1] * simulator.bins)
      simulator.fill(range, curves, y.subarray(rows[0] * parameters, rows[1] * parameters))
    }
  }
}
