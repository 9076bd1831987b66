/** The recipe on the screen: edited freely, judged by its schema after every change. */
import { simulationRecipeSchema, type SimulationRecipe } from '../../core/recipe/schema'
import { issuesInWords } from './recipe-issues'

interface Editing {
  /** As edited; may break the schema. null before the start page has answered. */
  draft: SimulationRecipe | null
  original: SimulationRecipe | null
  /** What is wrong, by path: 'training.batch' -> sentence. */
  issues: Record<string, string>
  past: SimulationRecipe[]
}

export const editing: Editing = $state({ draft: null, original: null, issues: {}, past: [] })

export function useRecipe(recipe: SimulationRecipe, original: SimulationRecipe = recipe): void {
  editing.draft = structuredClone(recipe)
  editing.original = structuredClone(original)
  editing.issues = {}
  editing.past = []
}

/** Changes the draft, and says by path what the schema has against it. */
export function edit(change: (draft: SimulationRecipe) => void): void {
  if (!editing.draft) return
  const before = $state.snapshot(editing.draft)
  const next = structuredClone(before)
  change(next)
  if (JSON.stringify(before) === JSON.stringify(next)) return
  editing.past = [...editing.past.slice(-99), before]
  show(next)
}

export function undoEdit(): void {
  const previous = editing.past.at(-1)
  if (!previous) return
  const before = $state.snapshot(previous)
  editing.past = editing.past.slice(0, -1)
  show(before)
}

/** Back to the recipe as it came; can be undone. */
export function resetRecipe(): void {
  const original = $state.snapshot(editing.original)
  if (original) edit((draft) => Object.assign(draft, original))
}

export function isEdited(): boolean {
  return JSON.stringify(editing.draft) !== JSON.stringify(editing.original)
}

/** The draft as a plain object for a message, or null while something is wrong with it. */
export function validRecipe(): SimulationRecipe | null {
  const parsed = simulationRecipeSchema.safeParse($state.snapshot(editing.draft))
  return parsed.success ? parsed.data : null
}

function show(next: SimulationRecipe): void {
  editing.draft = next
  editing.issues = issuesInWords(next)
}
