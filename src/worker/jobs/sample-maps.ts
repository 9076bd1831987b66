/** Simulated maps for pictures, as the network sees them. */
import type { SampleMaps } from '../../core/contract/answers'
import { createSimulator } from '../../core/dynamics/create-simulator'
import { axesOf } from '../../core/recipe/axes'
import { observedSymbol } from '../../core/recipe/observed'
import type { SimulationRecipe } from '../../core/recipe/schema'
import { drawSamples } from './drawn-samples'

/** Numbers that go to the window at once: 4 MiB. */
const MOST_NUMBERS = 1 << 20

/**
 * @param recipe with rows
 * @param count of maps; fewer come where they are large
 * @throws SharkfinError whose code begins with `formula-` or `integrator-`
 */
export async function sampleMaps(recipe: SimulationRecipe, seed: number, count: number): Promise<SampleMaps> {
  const [rows, columns] = axesOf(recipe)
  if (!rows || !columns) throw new Error('a recipe without rows was asked for maps')
  const simulator = await createSimulator(recipe, seed)
  const drawn = drawSamples(simulator, Math.max(1, Math.min(count, Math.floor(MOST_NUMBERS / simulator.inputs))))
  const maps = drawn.map(({ parameters, values, seen }) => {
    const plain = new Float32Array(simulator.inputs)
    simulator.observe(values, 1, plain)
    return { parameters, seen, plain }
  })
  return { kind: 'maps', quantity: observedSymbol(recipe), axes: [{ ...rows }, { ...columns }], maps }
}
