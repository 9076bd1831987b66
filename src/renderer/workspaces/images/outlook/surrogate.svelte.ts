/** The parameters that a person moves, and what the simulator answers to them. */
import type { SimulationRecipe } from '../../../../core/recipe/schema'
import { drawnPriors, priorQuantile } from '../../../../core/recipe/priors'
import { ask } from '../../../bridge/ask'
import { showError } from '../../../state/notices.svelte'

interface Surrogate {
  /** By recipe, in the order of its drawn parameters. */
  chosen: Record<string, number[]>
  /** What was simulated last: for which parameters, of which system. */
  simulated: { readonly key: string; readonly values: Float32Array } | null
}

export const surrogate: Surrogate = $state({ chosen: {}, simulated: null })

/** As chosen, or in the middle of what is drawn. */
export function chosenFor({ name, system }: SimulationRecipe): readonly number[] {
  const priors = drawnPriors(system)
  const chosen = surrogate.chosen[name]
  return chosen?.length === priors.length ? chosen : priors.map((prior) => priorQuantile(prior, 0.5))
}

export function choose(recipe: SimulationRecipe, parameters: readonly number[]): void {
  surrogate.chosen[recipe.name] = [...parameters]
}

export function keyOf({ system, sweep, observation }: SimulationRecipe, parameters: readonly number[]): string {
  return JSON.stringify([system, sweep, observation, parameters])
}

type Question = { readonly key: string; readonly recipe: SimulationRecipe; readonly parameters: readonly number[] }
let asked: Question | null = null
let next: Question | null = null

/** One question at a time; of those that come meanwhile the last one is asked then. */
export function simulate(recipe: SimulationRecipe, parameters: readonly number[]): void {
  const question = { key: keyOf(recipe, parameters), recipe, parameters }
  if (asked) next = question
  else void answer(question)
}

async function answer(question: Question): Promise<void> {
  asked = question
  try {
    const { values } = await ask<'responses'>({ kind: 'responses', recipe: question.recipe, parameters: [[...question.parameters]] })
    surrogate.simulated = { key: question.key, values }
  } catch (thrown) {
    showError(thrown)
  } finally {
    asked = null
    const following = next
    next = null
    if (following && following.key !== question.key) void answer(following)
  }
}
