/** How many steps the engine trains in one call: few enough for fluid progress, many enough to hide the call itself. */
import { portsOf } from '../../core/recipe/ports'
import type { Recipe } from '../../core/recipe/schema'
import type { TrainingEngine } from '../engines/engine'
import { timeStep } from '../engines/timing'

/** A call takes about a 30th of a second: progress is fluid, pause and stop are felt at once, and the call itself costs little. */
const CALL_MILLISECONDS = 32
/** And its batches take at most this much memory, in numbers. */
const SLOT_NUMBERS = 4 * 1024 * 1024

/**
 * The bits of a run do not depend on the result.
 * @param milliseconds a step takes, where it was measured already
 */
export async function stepsPerCall(recipe: Recipe, engine: TrainingEngine, milliseconds?: number): Promise<number> {
  const step = milliseconds ?? (await timeStep(recipe, engine))
  const { inputs, outputs } = portsOf(recipe)
  const { batch, batches } = recipe.training
  const byMemory = Math.floor(SLOT_NUMBERS / (batch * (inputs + outputs)))
  return Math.max(1, Math.min(batches, byMemory, Math.round(CALL_MILLISECONDS / step)))
}
