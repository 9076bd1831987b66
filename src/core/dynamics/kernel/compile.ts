/** SimulationRecipe to kernel. binaryen (14 MB) is loaded when the first kernel is wanted, not at start-up. */
import type { SimulationRecipe } from '../../recipe/schema'
import { sweepPlan } from '../plan'
import type { SweepKernel } from '../simulator'
import { steadyKernel } from '../recognise-duffing'

/** @throws SharkfinError whose code begins with `formula-` or `integrator-` */
export async function compileSweepKernel(
  recipe: SimulationRecipe,
  options: { vectors?: number; capacity?: number } = {}
): Promise<SweepKernel> {
  if (recipe.sweep.integrator.kind === 'steady-state') return steadyKernel(recipe)
  const plan = sweepPlan(recipe)
  const { emitSweepKernel } = await import('./emit')
  return emitSweepKernel(plan, options)
}
