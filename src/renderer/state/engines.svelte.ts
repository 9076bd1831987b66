/** The engines of this machine, and the one that the next run is to use; the choice is remembered on this machine. */
import { engineChoiceSchema, type EngineChoice, type EngineReport } from '../../core/contract/engine'
import { errorData, type ErrorData } from '../../core/contract/errors'
import { portsOf } from '../../core/recipe/ports'
import type { Recipe } from '../../core/recipe/schema'
import { ask } from '../bridge/ask'
import { validRecipe } from './recipe.svelte'

interface Engines {
  choice: EngineChoice
  /** null until they were looked for. */
  reports: readonly EngineReport[] | null
  /** What was measured, or null. */
  measured: { readonly recipe: string; readonly batch: number; readonly step: string } | null
  busy: 'looking' | 'measuring' | null
  error: ErrorData | null
}

const KEY = 'sharkfin-engine'

export const engines: Engines = $state({ choice: remembered(), reports: null, measured: null, busy: null, error: null })

function remembered(): EngineChoice {
  const stored = engineChoiceSchema.safeParse(localStorage.getItem(KEY))
  return stored.success ? stored.data : 'auto'
}

export function chooseEngine(choice: EngineChoice): void {
  engines.choice = choice
  localStorage.setItem(KEY, choice)
}

/** All of a recipe that decides how long one of its steps takes: two recipes with the same text need no second measurement. */
export function stepOf(recipe: Recipe): string {
  const { inputs, outputs } = portsOf(recipe)
  const { batches: _, seed: __, samples: ___, validationSweeps: ____, ...training } = recipe.training
  return JSON.stringify([recipe.network, training, inputs, outputs])
}

/** Starts each engine once; with `measure` it also trains some steps of the recipe on the screen against the clock. */
export async function examineEngines(measure: boolean): Promise<void> {
  const recipe = validRecipe()
  if (!recipe || engines.busy) return
  engines.busy = measure ? 'measuring' : 'looking'
  engines.error = null
  try {
    const found = await ask<'engines'>({ kind: 'engines', recipe, measure })
    const measured = measure ? { recipe: recipe.name, batch: recipe.training.batch, step: stepOf(recipe) } : null
    Object.assign(engines, { reports: found.engines, measured })
  } catch (thrown) {
    engines.error = errorData(thrown)
  } finally {
    engines.busy = null
  }
}
