/** The first held-out samples of a recipe, asked for when they are first looked at and again when its physics has changed. */
import { errorData, type ErrorData } from '../../../../core/contract/errors'
import type { HeldOutSamples } from '../../../../core/contract/outlook'
import type { SimulationRecipe } from '../../../../core/recipe/schema'
import { ask } from '../../../bridge/ask'

interface Shown {
  /** Which of them is looked at. */
  index: number
  /** With what they were drawn for. */
  drawn: { readonly key: string; readonly samples: HeldOutSamples } | null
  error: ErrorData | null
}

export const heldOut: Shown = $state({ index: 0, drawn: null, error: null })

/** While someone types, wait for the pause, in ms. */
const PAUSE = 120

function keyOf({ system, sweep, observation, learn, training }: SimulationRecipe, count: number): string {
  return JSON.stringify([system, sweep, observation, learn, training.seed, training.validationSweeps, count])
}

/** Those of this recipe; null until they have come. */
export function heldOutOf(recipe: SimulationRecipe, count: number): HeldOutSamples | null {
  return heldOut.drawn?.key === keyOf(recipe, count) ? heldOut.drawn.samples : null
}

/** To be called from an effect: it returns what ends the wait. */
export function askForHeldOut(recipe: SimulationRecipe, count: number): (() => void) | undefined {
  const key = keyOf(recipe, count)
  if (heldOut.drawn?.key === key) return undefined
  const timer = setTimeout(() => {
    ask<'held-out'>({ kind: 'held-out', recipe, count }).then(
      (samples) => Object.assign(heldOut, { drawn: { key, samples }, error: null }),
      (thrown: unknown) => (heldOut.error = errorData(thrown))
    )
  }, PAUSE)
  return () => clearTimeout(timer)
}

/** One of several samples that stand one after another. */
export function sampleAt<Numbers extends Float32Array | Float64Array>(numbers: Numbers, count: number, index: number): Numbers {
  const size = numbers.length / count
  return numbers.subarray(index * size, (index + 1) * size) as Numbers
}
