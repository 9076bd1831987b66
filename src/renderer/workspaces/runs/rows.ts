/** Which of all runs are listed, and in which order; and which rows of a long list are on the screen. */
import type { RunListing } from '../../../core/contract/listing'
import { isUnderWay } from '../../../core/contract/run'

export const STATES = [
  { value: 'all', name: 'in any state' },
  { value: 'model', name: 'with a model' },
  { value: 'finished', name: 'finished' },
  { value: 'resumable', name: 'not finished' },
  { value: 'under-way', name: 'under way' }
] as const
export const KINDS = [
  { value: 'all', name: 'of any kind' },
  { value: 'simulation', name: 'systems' },
  { value: 'function', name: 'functions' },
  { value: 'points', name: 'points' }
] as const

export type StateFilter = (typeof STATES)[number]['value']
export type KindFilter = (typeof KINDS)[number]['value']
export type SortKey = 'name' | 'began' | 'state' | 'batch' | 'validation' | 'last' | 'engine' | 'seconds'

export interface Choice {
  /** Words that are looked for in name, recipe, title and engine. */
  readonly words: string
  readonly state: StateFilter
  readonly kind: KindFilter
  readonly by: SortKey
  readonly isDown: boolean
}

export const NEWEST_FIRST: Choice = { words: '', state: 'all', kind: 'all', by: 'began', isDown: true }

export function nameOf({ name, recipe }: RunListing): string {
  return name || recipe.name
}

/** A network that can be exported and used: a checkpoint holds it. */
export function hasModel({ checkpointBatch, state }: Pick<RunListing, 'checkpointBatch' | 'state'>): boolean {
  return checkpointBatch > 0 || state === 'finished'
}

const STATE_RULES: Readonly<Record<StateFilter, (row: RunListing) => boolean>> = {
  all: () => true,
  model: hasModel,
  finished: ({ state }) => state === 'finished',
  resumable: ({ state }) => state === 'stopped' || state === 'interrupted' || state === 'failed',
  'under-way': ({ state }) => isUnderWay(state)
}

const VALUES: Readonly<Record<SortKey, (row: RunListing) => string | number | null>> = {
  name: (row) => nameOf(row).toLowerCase(),
  began: ({ began }) => began,
  state: ({ state }) => state,
  batch: ({ batch }) => batch,
  validation: ({ loss }) => loss.validation,
  last: ({ loss }) => loss.last,
  engine: ({ engine }) => engine,
  seconds: ({ seconds }) => seconds
}

/** What has no number stands last, whichever way is sorted. @param all the newest first */
export function listedRows(all: readonly RunListing[], { words, state, kind, by, isDown }: Choice): readonly RunListing[] {
  const wanted = words.toLowerCase().split(/\s+/).filter((word) => word !== '')
  const found = all.filter((row) => {
    if (!STATE_RULES[state](row) || (kind !== 'all' && row.recipe.kind !== kind)) return false
    const text = `${row.name} ${row.recipe.name} ${row.recipe.title} ${row.engine} ${row.state}`.toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
  if (by === 'began' && isDown) return found
  const value = VALUES[by]
  const sign = isDown ? -1 : 1
  return found.map((row) => ({ row, value: value(row) })).sort((a, b) => compare(a.value, b.value, sign)).map(({ row }) => row)
}

function compare(a: string | number | null, b: string | number | null, sign: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return a < b ? -sign : a > b ? sign : 0
}

export const ROW_HEIGHT = 26
/** Rows beyond the edges of the screen, so that scrolling shows no gap. */
const BEYOND = 6

/** @param top how far it is scrolled, px @param height of what is seen, px */
export function rowsOnScreen(top: number, height: number, count: number): { readonly first: number; readonly end: number } {
  const first = Math.max(0, Math.min(count - 1, Math.floor(top / ROW_HEIGHT)) - BEYOND)
  return { first, end: Math.min(count, Math.ceil((top + height) / ROW_HEIGHT) + BEYOND) }
}
