/**
 * The recipe on the screen: edited freely, judged by its schema and its formulas after every change. Other bundled recipes are
 * kept as they were left; a run in training has a recipe of its own.
 */
import type { ErrorData } from '../../core/contract/errors'
import { recipeSchema, type FunctionRecipe, type Recipe, type SimulationRecipe } from '../../core/recipe/schema'
import type { Outline } from '../../core/network/outline'
import { openJudge, type Judgement } from './judge'
import { issuesInWords } from '../../core/recipe/issues'

interface Shown {
  readonly draft: Recipe
  /** The recipe as it came, for Reset. */
  readonly original: Recipe
}

interface Editing {
  /** As edited; may break the schema. null before the start page has answered. */
  draft: Recipe | null
  original: Recipe | null
  /** What the schema has against it, by path: 'training.batch' -> sentence. */
  issues: Record<string, string>
  /** What its formulas and layers have against being computed, by path: 'system.variables.0.equation' -> error with its column. */
  problems: Readonly<Record<string, ErrorData>>
  /** Shapes and size of its network; null until that can be said. */
  outline: Outline | null
  past: Shown[]
  /** Edited recipes that are not on the screen, by name. */
  kept: Record<string, Recipe>
}

export const editing: Editing = $state({ draft: null, original: null, issues: {}, problems: {}, outline: null, past: [], kept: {} })

const PAST = 100

/** The field that someone types in: its letters are one step to undo. */
let typing: string | null = null
/** null until the parser is loaded. */
let judge: ((recipe: Recipe) => Judgement) | null = null

/** The parser of formulas comes after the first picture; until then formulas are taken as they are. */
export async function loadJudge(): Promise<void> {
  judge = await openJudge()
  if (editing.draft) show($state.snapshot(editing.draft))
}

export function useRecipe(recipe: Recipe, original: Recipe = recipe): void {
  Object.assign(editing, { original: $state.snapshot(original), past: [], kept: {} })
  typing = null
  show($state.snapshot(recipe))
}

/** All that lies on a table: the recipe, how it came, what was done to it, and others as they were left. */
export type Draft = Pick<Editing, 'draft' | 'original' | 'past' | 'kept'>

export function takeDraft(): Draft {
  const { draft, original, past, kept } = $state.snapshot(editing)
  return { draft, original, past, kept }
}

export function putBackDraft({ draft, ...rest }: Draft): void {
  Object.assign(editing, rest)
  typing = null
  if (draft) show(draft)
}

/** Another recipe, as it was left or as it came; what was on the screen is kept, and the choice can be undone. */
export function chooseRecipe(recipe: Recipe): void {
  if (editing.draft?.name !== recipe.name) putRecipe(editing.kept[recipe.name] ?? recipe, recipe)
}

/** A recipe in the place of the one on the screen, which is kept; can be undone. */
export function putRecipe(recipe: Recipe, original: Recipe): void {
  const { draft } = editing
  remember()
  typing = null
  if (draft) editing.kept[draft.name] = $state.snapshot(draft)
  editing.original = $state.snapshot(original)
  show($state.snapshot(recipe))
}

/**
 * Changes the draft, and says by path what is wrong with it.
 * @param field where someone types letter by letter: what is typed there until `endTyping` is undone at once
 */
export function edit(change: (draft: Recipe) => void, field: string | null = null): void {
  if (!editing.draft) return
  const before = $state.snapshot(editing.draft)
  const next = structuredClone(before)
  change(next)
  if (JSON.stringify(before) === JSON.stringify(next)) return
  if (field === null || field !== typing) remember()
  typing = field
  show(next)
}

export function endTyping(): void {
  typing = null
}

export function editSimulation(change: (draft: SimulationRecipe) => void, field: string | null = null): void {
  edit((draft) => draft.kind === 'simulation' && change(draft), field)
}

export function editFunction(change: (draft: FunctionRecipe) => void, field: string | null = null): void {
  edit((draft) => draft.kind === 'function' && change(draft), field)
}

export function undoEdit(): void {
  const previous = $state.snapshot(editing.past.at(-1))
  if (!previous) return
  editing.past = editing.past.slice(0, -1)
  editing.original = previous.original
  typing = null
  show(previous.draft)
}

/** Back to the recipe as it came; can be undone. */
export function resetRecipe(): void {
  const original = $state.snapshot(editing.original)
  if (original) edit((draft) => Object.assign(draft, original))
}

export function isEdited(): boolean {
  return JSON.stringify(editing.draft) !== JSON.stringify(editing.original)
}

/** Fields that have something to correct. */
export function wrongFields(): readonly string[] {
  return Object.keys({ ...editing.issues, ...editing.problems })
}

/** The draft as a plain object for a message, or null while something is wrong with it. */
export function validRecipe(): Recipe | null {
  return Object.keys(editing.problems).length === 0 ? wholeRecipe() : null
}

/** The same, also while its network does not fit its samples, which can be simulated all the same. */
export function simulatedRecipe(): Recipe | null {
  return Object.keys(editing.problems).every((field) => field.startsWith('network.')) ? wholeRecipe() : null
}

function wholeRecipe(): Recipe | null {
  const parsed = recipeSchema.safeParse($state.snapshot(editing.draft))
  return parsed.success ? parsed.data : null
}

function remember(): void {
  const [draft, original] = [$state.snapshot(editing.draft), $state.snapshot(editing.original)]
  if (draft && original) editing.past = [...editing.past.slice(1 - PAST), { draft, original }]
}

function show(next: Recipe): void {
  editing.draft = next
  editing.issues = issuesInWords(next)
  Object.assign(editing, judge?.(next) ?? { problems: {}, outline: null })
}
