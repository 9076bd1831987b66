/** A few simulated sweeps of the recipe on the screen, so that one sees what the network will learn from. */
import type { SampleSweeps } from '../../core/contract/answers'
import { errorData, type ErrorData } from '../../core/contract/errors'
import type { SimulationRecipe } from '../../core/recipe/schema'
import { ask } from '../bridge/ask'

export const COUNT = 6

interface Samples {
  shown: SampleSweeps | null
  seed: number
  busy: boolean
  error: ErrorData | null
}

export const samples: Samples = $state({ shown: null, seed: 1, busy: false, error: null })

let wanted = 0

/** Simulates anew; of several calls in a row only the last one's answer is shown. The last picture stays meanwhile. */
export async function simulateSamples(recipe: SimulationRecipe): Promise<void> {
  const mine = ++wanted
  samples.busy = true
  try {
    const shown = await ask<'sample-sweeps'>({ kind: 'sample-sweeps', recipe, seed: samples.seed, count: COUNT })
    if (mine !== wanted) return
    samples.shown = shown
    samples.error = null
  } catch (thrown) {
    if (mine === wanted) samples.error = errorData(thrown)
  } finally {
    if (mine === wanted) samples.busy = false
  }
}
