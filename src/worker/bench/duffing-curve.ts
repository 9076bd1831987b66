/** A batch of duffing-curve with its simulation: threads ahead, engine on its own thread, as in a real run. */
import type { BenchRow } from '../../core/contract/answers'
import type { Recipe } from '../../core/recipe/schema'
import { createEngineClient } from '../engines/client'
import type { ThreadEntries } from '../jobs/context'
import { stepsPerCall } from '../runs/steps-per-call'
import { createSimulationPool } from '../simulation/pool'
import { alternate } from './alternate'
import { startJaxPeer } from './jax-peer'

const BATCHES = 1000

export interface DuffingCurveContest {
  readonly recipe: Recipe
  readonly threads: ThreadEntries
  /** A Python with JAX, or null. */
  readonly python: string | null
  readonly resources: string
}

/** Against JAX where a Python is given, else our own time alone. */
export async function benchDuffingCurve({ recipe, threads, python, resources }: DuffingCurveContest): Promise<BenchRow> {
  const ours = (): Promise<number> => trainBatches(recipe, threads)
  if (python === null) {
    await ours()
    const median = await ours()
    return { median, unit: 'ms/batch', peerMedian: null, ratio: null, against: null, note: 'no peer: give --python PATH with JAX' }
  }
  const jax = await startJaxPeer(python, resources)
  try {
    const peer = async (): Promise<number> => ((await jax.train(BATCHES)) * 1000) / BATCHES
    return await alternate({ ours, peer, against: `JAX ${jax.version}, jitted per batch`, unit: 'ms/batch', rounds: 5 })
  } finally {
    jax.close()
  }
}

/** Milliseconds a batch, threads and engine started beforehand as the peer's compilation is. */
async function trainBatches(recipe: Recipe, threads: ThreadEntries): Promise<number> {
  const engine = await createEngineClient({ kind: 'cpu', recipe, threadUrl: threads.engine })
  const batchesPerSlot = await stepsPerCall(recipe, engine)
  const { seed } = recipe.training
  const pool = await createSimulationPool({ recipe, seed, threads: 1, threadUrl: threads.simulation, slots: 3, batchesPerSlot })
  try {
    const first = await pool.take(0)
    pool.release(first.slot)
    const start = performance.now()
    let batch = batchesPerSlot
    for (; batch < BATCHES + batchesPerSlot; batch += batchesPerSlot) {
      const { x, y, slot } = await pool.take(batch)
      await engine.train(x, y, batch - batchesPerSlot)
      pool.release(slot)
    }
    return (performance.now() - start) / (batch - batchesPerSlot)
  } finally {
    await Promise.all([pool.close(), engine.dispose()])
  }
}
