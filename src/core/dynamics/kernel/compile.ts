/** Recipe to kernel. binaryen (14 MB) is loaded when the first kernel is wanted, not at start-up. */
import type { SimulationRecipe } from '../../recipe/schema'
import { sweepPlan } from '../plan'
import type { SweepKernel } from './emit'

/** @throws SharkfinError whose code begins with `formula-` */
export async function compileSweepKernel(
  recipe: SimulationRecipe,
  options: { vectors?: number; capacity?: number } = {}
): Promise<SweepKernel> {
  const plan = sweepPlan(recipe)
  const { emitSweepKernel } = await import('./emit')
  return emitSweepKernel(plan, options)
}
