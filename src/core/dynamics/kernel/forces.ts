/** Random forces in the kernel's memory: increments of Wiener processes, a stream of its own for every sample. */
import { drawStreams } from '../../random/draw'
import type { SampleRange } from '../../random/draw'
import { normal, NUMBERS_IN_A_BLOCK, seek } from '../../random/stream'
import type { SimulationRecipe } from '../../recipe/schema'
import type { KernelInstance } from './instance'

/**
 * Writes the forces on `count` sweeps from sweep `sweep` on, counted from the first sweep of sample `sample` of the range.
 * @param range null: none act
 */
export type LoadForces = (range: SampleRange | null, sample: number, sweep: number, count: number) => void

/** @returns null where the equations have no random forces */
export function createForces({ increments, layout }: KernelInstance, { sweep }: SimulationRecipe, seed: number): LoadForces | null {
  const { noisy, steps, lanes, mapRows } = layout
  if (noisy === 0) return null
  const byKind = drawStreams(seed, 'process')
  const size = Math.sqrt(sweep.duration / (steps - 1))
  const blocksOfRow = Math.ceil((noisy * steps) / NUMBERS_IN_A_BLOCK)
  return (range, sample, from, count) => {
    if (!range) return void increments.fill(0)
    const stream = byKind[range.kind]
    for (let lane = 0; lane < count; lane++) {
      const row = (from + lane) % mapRows
      seek(stream, range.batch, range.first + sample + (from + lane - row) / mapRows, row * blocksOfRow)
      for (let at = lane; at < increments.length; at += lanes) increments[at] = size * normal(stream)
    }
  }
}
