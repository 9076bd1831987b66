/** The engines of this machine, and the one that the next run is to use; the choice is remembered on this machine. */
import { engineChoiceSchema, type EngineChoice, type EngineReport } from '../../core/contract/engine'
import { errorData, type ErrorData } from '../../core/contract/errors'
import { ask } from '../bridge/ask'
import { validRecipe } from './recipe.svelte'

interface Engines {
  choice: EngineChoice
  /** null until they were looked for. */
  reports: readonly EngineReport[] | null
  /** The recipe whose step was measured, or null. */
  measuredOn: string | null
  busy: 'looking' | 'measuring' | null
  error: ErrorData | null
}

const KEY = 'sharkfin-engine'

export const engines: Engines = $state({ choice: remembered(), reports: null, measuredOn: null, busy: null, error: null })

function remembered(): EngineChoice {
  const stored = engineChoiceSchema.safeParse(localStorage.getItem(KEY))
  return stored.success ? stored.data : 'auto'
}

export function chooseEngine(choice: EngineChoice): void {
  engines.choice = choice
  localStorage.setItem(KEY, choice)
}

/** Starts each engine once; with `measure` it also trains some steps of the recipe on the screen against the clock. */
export async function examineEngines(measure: boolean): Promise<void> {
  const recipe = validRecipe()
  if (!recipe || engines.busy) return
  engines.busy = measure ? 'measuring' : 'looking'
  try {
    const found = await ask<'engines'>({ kind: 'engines', recipe, measure })
    Object.assign(engines, { reports: found.engines, measuredOn: measure ? recipe.name : null, error: null })
  } catch (thrown) {
    engines.error = errorData(thrown)
  } finally {
    engines.busy = null
  }
}
