/** SimulationRecipe to kernel. binaryen (14 MB) is loaded when the first kernel is wanted, not at start-up. */
import type { SimulationRecipe } from '../../recipe/schema'
import { adaptivePlan } from '../adaptive/plan'
import { sweepPlan } from '../plan'
import { steadyKernel } from '../recognise-duffing'
import { rowRecipe } from '../rows'
import type { SweepKernel } from '../simulator'
import type { KernelOptions } from './emit'

/** @throws SharkfinError whose code begins with `formula-`, `integrator-` or `sweep-law-` */
export async function compileSweepKernel(
  recipe: SimulationRecipe,
  options: KernelOptions = {}
): Promise<SweepKernel> {
  const { kind } = recipe.sweep.integrator
  if (kind === 'steady-state') return steadyKernel(rowRecipe(recipe))
  if (kind === 'dormand-prince' || kind === 'rosenbrock') {
    const plan = adaptivePlan(rowRecipe(recipe))
    const { emitAdaptiveKernel, fitsKernel } = await import('../adaptive/emit')
    return fitsKernel(plan) ? emitAdaptiveKernel(plan) : plan
  }
  const plan = sweepPlan(recipe)
  const { emitSweepKernel } = await import('./emit')
  return emitSweepKernel(plan, options)
}
