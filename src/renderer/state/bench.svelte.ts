/**
 * Benches: each workspace that trains networks has a recipe of its own on its table, and a run of its own in its pictures. What is
 * shown elsewhere goes on training meanwhile.
 */
import type { Recipe } from '../../core/recipe/schema'
import { putBackDraft, takeDraft, useRecipe, type Draft } from './recipe.svelte'
import { keepShown } from './runs.svelte'
import { startPage } from './start-page.svelte'

export type BenchId = 'characterize' | 'fit' | 'overfit' | 'images'

/** The bundled recipe that lies on a bench when it is first looked at. */
const FIRST: Readonly<Record<BenchId, string>> = {
  characterize: 'duffing-curve',
  fit: 'curve-fit',
  overfit: 'duffing-overfit',
  images: 'duffing-map'
}

interface Benches {
  shown: BenchId
  /** The run in each bench's pictures. */
  runs: Record<BenchId, string | null>
}

export const bench: Benches = $state({ shown: 'characterize', runs: { characterize: null, fit: null, overfit: null, images: null } })

keepShown((run) => Object.values(bench.runs).includes(run))

const drafts: Partial<Record<BenchId, Draft>> = {}

/** Lays a recipe on a bench that is not on the screen; it came as the bundled one of its name, where there is one. */
export function layOn(id: BenchId, recipe: Recipe): void {
  drafts[id] = { draft: recipe, original: null, past: [], kept: {} }
}

/** Puts the recipe on the screen away, and what lies on the other bench there. */
export function showBench(id: BenchId): void {
  if (id === bench.shown) return
  drafts[bench.shown] = takeDraft()
  bench.shown = id
  const draft = drafts[id]
  if (draft) return putBackDraft({ ...draft, original: draft.original ?? bundled(draft.draft?.name) ?? draft.draft })
  const recipe = bundled(FIRST[id])
  if (recipe) useRecipe(recipe)
}

function bundled(wanted: string | undefined): Recipe | undefined {
  return startPage.recipes.find(({ name }) => name === wanted)
}
