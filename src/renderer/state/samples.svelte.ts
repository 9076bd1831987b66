/** What the recipe's samples look like: a few simulated sweeps, or a function with points on it. */
import type { Samples as Shown } from '../../core/contract/answers'
import { errorData, type ErrorData } from '../../core/contract/errors'
import type { Recipe } from '../../core/recipe/schema'
import { ask } from '../bridge/ask'

const COUNT = { simulation: 6, function: 64, points: 64, pictures: 12 } as const

interface Samples {
  shown: Shown | null
  /** Name of the recipe that is shown. */
  recipe: string
  seed: number
  busy: boolean
  error: ErrorData | null
}

export const samples: Samples = $state({ shown: null, recipe: '', seed: 1, busy: false, error: null })

let wanted = 0

/** Simulates anew; of several calls in a row only the last one's answer is shown. The last picture stays meanwhile. */
export async function simulateSamples(recipe: Recipe): Promise<void> {
  const mine = ++wanted
  samples.busy = true
  try {
    const shown = await ask<'samples'>({ kind: 'samples', recipe, seed: samples.seed, count: COUNT[recipe.kind] })
    if (mine !== wanted) return
    Object.assign(samples, { shown, recipe: recipe.name, error: null })
  } catch (thrown) {
    if (mine === wanted) samples.error = errorData(thrown)
  } finally {
    if (mine === wanted) samples.busy = false
  }
}
