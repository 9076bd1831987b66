/** SimulationRecipe to kernel. binaryen (14 MB) is loaded when the first kernel is wanted, not at start-up. */
import { drawnPriors } from '../../recipe/priors'
import type { SimulationRecipe } from '../../recipe/schema'
import type { AdaptiveKernel } from '../adaptive-kernel'
import { courseOf, omegaAfterSteps } from '../course'
import { systemGraph } from '../equation'
import { needsHeun } from '../needs-heun'
import { phaseTable } from '../phase'
import { initialOf, sweepPlan } from '../plan'
import { steadyKernel } from '../recognise-duffing'
import type { SweepKernel } from '../simulator'
import { inTimeAlone, withDerivatives } from '../time-alone'

/** @throws SharkfinError whose code begins with `formula-`, `integrator-` or `sweep-law-` */
export async function compileSweepKernel(
  recipe: SimulationRecipe,
  options: { vectors?: number; capacity?: number } = {}
): Promise<SweepKernel> {
  const { kind } = recipe.sweep.integrator
  if (kind === 'steady-state') return steadyKernel(recipe)
  if (kind === 'dormand-prince' || kind === 'rosenbrock') return adaptiveKernel(recipe)
  const plan = sweepPlan(recipe)
  const { emitSweepKernel } = await import('./emit')
  return emitSweepKernel(plan, options)
}

function adaptiveKernel({ system, sweep }: SimulationRecipe): AdaptiveKernel {
  const { kind } = sweep.integrator
  const { graph, state, noisy } = systemGraph(system)
  if (noisy.length > 0) throw needsHeun(kind)
  const course = courseOf(sweep)
  const slopes = inTimeAlone(graph, sweep)
  return {
    kind: 'adaptive',
    slopes,
    derivatives: kind === 'rosenbrock' ? withDerivatives(slopes, sweep, state) : null,
    state,
    initial: system.variables.flatMap(initialOf),
    parameters: drawnPriors(system).map(({ name }) => name),
    omega: omegaAfterSteps(course),
    phase: phaseTable(sweep, course)
  }
}
