/** Samples of the recipe on the screen, simulated anew when what they depend on changes. */
import { untrack } from 'svelte'
import { editing, simulatedRecipe, wrongFields } from '../state/recipe.svelte'
import { samples, simulateSamples } from '../state/samples.svelte'

/** While someone types, wait for the pause, in ms. */
const PAUSE = 120

/** Call it while a component is made. */
export function followSamples(): void {
  const draft = $derived(editing.draft)
  const simulated = $derived(
    JSON.stringify([draft?.kind === 'simulation' ? [draft.system, draft.sweep, draft.observation] : draft?.kind === 'function' ? draft.function : draft?.kind === 'pictures' ? [draft.pictures, draft.training.validationSweeps, draft.training.seed] : draft?.points, samples.seed, wrongFields().length])
  )
  $effect(() => {
    void simulated
    const timer = setTimeout(() => {
      const recipe = untrack(simulatedRecipe)
      if (recipe) void simulateSamples(recipe)
    }, PAUSE)
    return () => clearTimeout(timer)
  })
}
