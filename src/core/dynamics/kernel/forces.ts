/** Random forces in the kernel's memory: increments of Wiener processes, a stream of its own for every sample. */
import { drawStreams } from '../../random/draw'
import type { SampleRange } from '../../random/draw'
import { NUMBERS_IN_A_BLOCK, seek } from '../../random/stream'
import type { SimulationRecipe } from '../../recipe/schema'
import type { KernelInstance } from './instance'

/**
 * Makes the forces on a block of sweeps from sweep `sweep` on, counted from the first sweep of sample `sample` of the range.
 * @param range null: none act
 */
export type LoadForces = (range: SampleRange | null, sample: number, sweep: number) => void

/** @returns null where the equations have no random forces */
export function createForces({ streams, forces, layout }: KernelInstance, { sweep }: SimulationRecipe, seed: number): LoadForces | null {
  const { noisy, steps, lanes, mapRows } = layout
  if (!forces) return null
  const byKind = drawStreams(seed, 'process')
  const size = Math.sqrt(sweep.duration / (steps - 1))
  const blocksOfRow = Math.ceil((noisy * steps) / NUMBERS_IN_A_BLOCK)
  return (range, sample, from) => {
    const { batchLow, batchHigh, purpose } = range ? seek(byKind[range.kind], range.batch, 0) : byKind.sample
    const first = (range?.first ?? 0) + sample
    for (let lane = 0; lane < lanes; lane++) {
      const row = (from + lane) % mapRows
      streams[lane] = first + (from + lane - row) / mapRows
      streams[lanes + lane] = row * blocksOfRow
    }
    forces(batchLow, batchHigh, seed, purpose, range ? size : 0)
  }
}
