/** Which cures are tried, which runs were trained with them, and which of them is looked at. */
import { errorData, type ErrorData } from '../../../core/contract/errors'
import { CURE_KINDS, CURES, type CureKind } from '../../../core/recipe/cures'
import { tableOf } from '../../../core/recipe/points'
import type { Recipe } from '../../../core/recipe/schema'
import { ask } from '../../bridge/ask'
import { layOn } from '../../state/bench.svelte'
import { engines } from '../../state/engines.svelte'
import { edit, editing, validRecipe } from '../../state/recipe.svelte'
import { showError } from '../../state/notices.svelte'
import { runView, takeHistory, takeSummary, type RunView } from '../../state/runs.svelte'
import { keepComparison, keptComparison } from './kept'
import { variantsOf, type Variant } from './variants'

interface Overfit {
  /** Strength of each cure, whether it is on or not. */
  strengths: Record<CureKind, number>
  on: Record<CureKind, boolean>
  /** Runs by the key of the variant that they trained. */
  runs: Record<string, string>
  /** The variant in the pictures below. */
  looked: Variant['kind']
  asking: boolean
  revealing: boolean
  testError: ErrorData | null
}

const each = <Value>(value: (kind: CureKind) => Value): Record<CureKind, Value> =>
  Object.fromEntries(CURE_KINDS.map((kind) => [kind, value(kind)])) as Record<CureKind, Value>

const kept = keptComparison()

export const overfit: Overfit = $state({
  strengths: each((kind) => kept?.strengths[kind] ?? CURES[kind].usual),
  on: each((kind) => kept?.on[kind] ?? false),
  runs: {},
  looked: 'plain',
  asking: false,
  revealing: false,
  testError: null
})

/** Of the recipe on the bench, once for all that show them; none while something is wrong with it. */
const comparison = $derived.by(() => {
  const recipe = editing.draft ? validRecipe() : null
  return { recipe, variants: recipe ? variants(recipe) : [] }
})

export function compared(): { readonly recipe: Recipe | null; readonly variants: readonly Variant[] } {
  return comparison
}

export function variants(recipe: Recipe): readonly Variant[] {
  return variantsOf(recipe, CURE_KINDS.filter((kind) => overfit.on[kind]).map((kind) => [kind, overfit.strengths[kind]] as const))
}

/** Before the bench is first looked at. */
export function layKeptRecipe(): void {
  if (kept) layOn('overfit', kept.recipe)
}

const asked: Record<string, true> = {}

/** Runs in the store that trained these very recipes: a comparison outlives its window. */
export async function restoreRuns(all: readonly Variant[]): Promise<void> {
  for (const { key, recipe } of all.filter(({ key }) => !(key in overfit.runs) && !(key in asked))) {
    asked[key] = true
    try {
      const history = await ask<'run-of'>({ kind: 'run-of', recipe: $state.snapshot(recipe) as Recipe })
      if (!history) continue
      const { run } = history.summary
      if (!runView(run)) takeHistory(history)
      overfit.runs[key] ??= run
    } catch (thrown) {
      showError(thrown)
    }
  }
}

/** The run of a variant, if there is one. */
export function viewOf({ key }: Variant): RunView | null {
  return runView(overfit.runs[key] ?? null)
}

/** Variants that were not trained yet, or whose run was stopped; they wait for each other. */
export function untrained(all: readonly Variant[]): readonly Variant[] {
  return all.filter((variant) => ['stopped', 'failed', 'interrupted', undefined].includes(viewOf(variant)?.summary.state))
}

export async function trainAll(all: readonly Variant[]): Promise<void> {
  overfit.asking = true
  const [plain] = all
  if (plain) keepComparison({ recipe: $state.snapshot(plain.recipe) as Recipe, on: $state.snapshot(overfit.on), strengths: $state.snapshot(overfit.strengths) })
  try {
    for (const variant of untrained(all)) {
      const summary = await ask<'train'>({ kind: 'train', recipe: $state.snapshot(variant.recipe) as Recipe, engine: engines.choice })
      takeSummary(summary)
      overfit.runs[variant.key] = summary.run
    }
  } catch (thrown) {
    showError(thrown)
  } finally {
    overfit.asking = false
  }
}

/** Keeps a tenth of a table's rows for the test set. */
export function holdOutTest(): void {
  edit((draft) => {
    if (draft.kind === 'points') draft.points.test = Math.max(1, Math.round(tableOf(draft.points).rows / 10))
  })
}

/** Looks at the test set with every run that is compared; each keeps what it read then. */
export async function revealTest(views: readonly RunView[]): Promise<void> {
  overfit.revealing = true
  overfit.testError = null
  try {
    for (const view of views) view.test = await ask<'reveal-test'>({ kind: 'reveal-test', run: view.summary.run })
  } catch (thrown) {
    overfit.testError = errorData(thrown)
  } finally {
    overfit.revealing = false
  }
}
