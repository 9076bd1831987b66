/** What Optimize is set to: settings with undo, what is selected, which picture is shown. */
import type { ErrorData } from '../../../core/contract/errors'
import { lessonSettings, type Settings } from './settings'

export type Tab = 'descent' | 'landscape' | 'motion' | 'minima' | 'modes'

export interface Selection {
  readonly kind: 'node' | 'spring'
  readonly index: number
}

const PAST = 200

class Desk {
  settings: Settings = $state.raw(lessonSettings())
  past: readonly Settings[] = $state.raw([])
  /** What the typed energies have against being computed. */
  problem: ErrorData | null = $state.raw(null)
  selection: Selection | null = $state.raw(null)
  /** The next click adds a mass, or a spring to the mass that is clicked. */
  isAdding: boolean = $state(false)
  tab: Tab = $state('descent')
  /** The shapes of all steps are left behind as faint lines. */
  showsAll: boolean = $state(true)
  /** Steps a second of descent; Infinity: as many as there is time for. */
  speed: number = $state(20)
  /** Units of time a second of motion. */
  pace: number = $state(4)
}

export const desk = new Desk()

/** The field that someone types in: its letters are one step to undo. */
let typing: string | null = null

export function putSettings(next: Settings, field: string | null): void {
  if (field === null || field !== typing) desk.past = [...desk.past.slice(1 - PAST), desk.settings]
  typing = field
  desk.settings = next
}

export function takeBack(): Settings | null {
  const previous = desk.past.at(-1) ?? null
  if (!previous) return null
  desk.past = desk.past.slice(0, -1)
  desk.settings = previous
  typing = null
  return previous
}

export function endTyping(): void {
  typing = null
}
