/** A few simulated sweeps for a picture, drawn from streams that neither training nor validation uses. */
import type { SampleSweeps } from '../../core/contract/answers'
import { timesAfterSteps } from '../../core/dynamics/sweep'
import { createSimulator } from '../../core/dynamics/create-simulator'
import { observedSymbol } from '../../core/recipe/observed'
import type { SimulationRecipe } from '../../core/recipe/schema'
import { drawSamples } from './drawn-samples'

/** @throws SharkfinError whose code begins with `formula-` or `integrator-` */
export async function sampleSweeps(recipe: SimulationRecipe, seed: number, count: number): Promise<SampleSweeps> {
  const simulator = await createSimulator(recipe, seed)
  const sweeps = drawSamples(simulator, count).map(({ parameters, values }, k) => {
    const { omega, observed } = simulator.trace(values, { kind: 'sample', batch: 0, first: k, count: 1 })
    return { omega, shown: { parameters, observed: Float32Array.from(observed) } }
  })
  return {
    kind: 'sweeps',
    quantity: observedSymbol(recipe),
    time: Float32Array.from(timesAfterSteps(recipe.sweep)),
    omega: Float32Array.from(sweeps[0]?.omega ?? []),
    sweeps: sweeps.map(({ shown }) => shown)
  }
}
