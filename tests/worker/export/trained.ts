import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import bundled from '../../../resources/recipes/duffing-curve.json'
import { createSimulator } from '../../../src/core/dynamics/create-simulator'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import type { SimulationRecipe } from '../../../src/core/recipe/schema'
import { createOnnxruntimeEngine } from '../../../src/worker/engines/onnxruntime'
import type { EngineState } from '../../../src/worker/engines/engine'
import type { TrainingSummary } from '../../../src/worker/export/metadata'

export const lesson = simulationRecipeSchema.parse(bundled)
export const scaled = simulationRecipeSchema.parse({
  ...bundled,
  network: { hidden: [30, 20], activation: 'relu' },
  training: { ...bundled.training, scaleTargets: true }
})

/** The network of a recipe after a short training on its own sweeps. */
export async function trained(recipe: SimulationRecipe, steps = 50): Promise<{ state: EngineState; summary: TrainingSummary }> {
  const simulator = await createSimulator(recipe)
  const count = recipe.training.batch * steps
  const x = new Float32Array(count * simulator.inputs)
  const y = new Float32Array(count * simulator.parameters.length)
  simulator.fill({ kind: 'training', batch: 0, first: 0, count }, x, y)
  const engine = await createOnnxruntimeEngine({ recipe, threads: 1 })
  const losses = await engine.train(x, y, 0)
  const state = await engine.state()
  await engine.dispose()
  const loss = { first: losses[0] ?? null, last: losses[steps - 1] ?? null, validation: null }
  return { state, summary: { batches: steps, seconds: null, loss, metrics: null, engine: engine.name } }
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'sharkfin-export-'))
}
