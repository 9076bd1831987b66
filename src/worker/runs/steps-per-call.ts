/** How many steps the engine trains in one call: few enough for fluid progress, many enough to hide the call itself. */
import { drawnPriors } from '../../core/recipe/priors'
import type { Recipe } from '../../core/recipe/schema'
import type { TrainingEngine } from '../engines/engine'

/** A call takes about a 60th of a second, so that pause and stop are felt at once. */
const CALL_MILLISECONDS = 16
/** And its batches take at most this much memory, in numbers. */
const SLOT_NUMBERS = 4 * 1024 * 1024
const TRIAL_STEPS = 8

/** Times a few steps on zeros and puts the engine back. The bits of a run do not depend on the result. */
export async function stepsPerCall(recipe: Recipe, engine: TrainingEngine): Promise<number> {
  const state = await engine.state()
  const { batch, batches } = recipe.training
  const bins = recipe.observation.bins
  const targets = drawnPriors(recipe.system).length
  const x = shared(TRIAL_STEPS * batch * bins)
  const y = shared(TRIAL_STEPS * batch * targets)
  await engine.train(x, y, state.step)
  const start = performance.now()
  await engine.train(x, y, state.step + TRIAL_STEPS)
  const milliseconds = (performance.now() - start) / TRIAL_STEPS
  await engine.restore(state)
  const byMemory = Math.floor(SLOT_NUMBERS / (batch * (bins + targets)))
  return Math.max(1, Math.min(batches, byMemory, Math.round(CALL_MILLISECONDS / milliseconds)))
}

function shared(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(4 * length))
}
