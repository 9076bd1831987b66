/** SimulationRecipe to kernel. binaryen (14 MB) is loaded when the first kernel is wanted, not at start-up. */
import { differentiate } from '../../formula/differentiate'
import { drawnPriors } from '../../recipe/priors'
import type { SimulationRecipe } from '../../recipe/schema'
import type { AdaptiveKernel } from '../adaptive-kernel'
import { systemGraph, TIME_INPUTS } from '../equation'
import { needsHeun } from '../needs-heun'
import { initialOf, sweepPlan } from '../plan'
import { steadyKernel } from '../recognise-duffing'
import { rowRecipe } from '../rows'
import type { SweepKernel } from '../simulator'
import type { KernelOptions } from './emit'

/** @throws SharkfinError whose code begins with `formula-` or `integrator-` */
export async function compileSweepKernel(
  recipe: SimulationRecipe,
  options: KernelOptions = {}
): Promise<SweepKernel> {
  const { kind } = recipe.sweep.integrator
  if (kind === 'steady-state') return steadyKernel(rowRecipe(recipe))
  if (kind === 'dormand-prince' || kind === 'rosenbrock') return adaptiveKernel(rowRecipe(recipe))
  const plan = sweepPlan(recipe)
  const { emitSweepKernel } = await import('./emit')
  return emitSweepKernel(plan, options)
}

function adaptiveKernel({ system, sweep }: SimulationRecipe): AdaptiveKernel {
  const { kind } = sweep.integrator
  const { graph, state, noisy } = systemGraph(system)
  if (noisy.length > 0) throw needsHeun(kind)
  return {
    kind: 'adaptive',
    slopes: graph,
    derivatives: kind === 'rosenbrock' ? differentiate(graph, [...state, ...TIME_INPUTS]) : null,
    state,
    initial: system.variables.flatMap(initialOf),
    parameters: drawnPriors(system).map(({ name }) => name)
  }
}
