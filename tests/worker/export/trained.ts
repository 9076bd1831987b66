import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import bundled from '../../../resources/recipes/duffing-curve.json'
import { createSimulator } from '../../../src/core/dynamics/create-simulator'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import type { SimulationRecipe } from '../../../src/core/recipe/schema'
import { createOnnxruntimeEngine } from '../../../src/worker/engines/onnxruntime'
import type { EngineState } from '../../../src/worker/engines/engine'
import { denseNetwork } from '../../core/network/dense-network'
import type { TrainingSummary } from '../../../src/worker/export/metadata'

export const lesson = simulationRecipeSchema.parse(bundled)
export const scaled = simulationRecipeSchema.parse({
  ...bundled,
  network: denseNetwork([30, 20], 'relu'),
  training: { ...bundled.training, scaling: { inputs: true, targets: true } }
})

/** Batch normalisation, dropout and a predicted width. */
export const convolutional = simulationRecipeSchema.parse({
  ...bundled,
  network: {
    layers: [
      { kind: 'conv1d', channels: 6, kernel: 5, stride: 2, dilation: 1, padding: 'same', activation: 'linear' },
      { kind: 'batch-norm', momentum: 0.1, epsilon: 1e-3 },
      { kind: 'activation', activation: 'gelu' },
      { kind: 'conv1d', channels: 4, kernel: 3, stride: 1, dilation: 1, padding: 'valid', activation: 'silu' },
      { kind: 'pool', of: 'max', size: 2 },
      { kind: 'flatten' },
      { kind: 'dropout', rate: 0.2 }
    ],
    initialiser: 'he-normal'
  },
  training: { ...bundled.training, loss: { kind: 'gaussian' }, averaging: { decay: 0.95 } }
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
