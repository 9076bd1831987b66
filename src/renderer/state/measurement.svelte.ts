/** The measured file on the screen, what was read from it, and what was found. A failure leaves the last result. */
import type { Characterization, CharacterizeOptions, Group, ReadResult, Role } from '../../core/contract/characterization'
import type { GrantedFile } from '../../core/contract/window'
import { readsParameters } from '../../core/recipe/learn'
import { ask } from '../bridge/ask'
import { dismissError, showError } from './notices.svelte'
import { bench } from './bench.svelte'
import { runView } from './runs.svelte'
import { openWorkspace } from './workspace.svelte'

interface Measurement {
  file: GrantedFile | null
  read: ReadResult | null
  result: Characterization | null
  options: CharacterizeOptions
  /** Which group's numbers are shown: 'joint-0', 'sweep-3', 'all'. */
  group: string
  /** The file being read, while it is. */
  busy: string | null
}

export const measurement: Measurement = $state({
  file: null,
  read: null,
  result: null,
  options: {},
  group: 'joint-0',
  busy: null
})

let wanted = 0

/** Reads another file with everything decided from its data. */
export async function openMeasurement(file: GrantedFile): Promise<void> {
  openWorkspace('characterize')
  await characterize(file, {})
}

/** Fits the same file anew with other options. */
export async function setOptions(change: Partial<CharacterizeOptions>): Promise<void> {
  if (!measurement.file) return
  await characterize($state.snapshot(measurement.file), { ...$state.snapshot(measurement.options), ...change })
}

/** Says what one column holds; a role that only one column may have is taken from the other. */
export async function setRole(column: number, role: Role): Promise<void> {
  const roles = measurement.read?.columns.map((other, index) =>
    index === column ? role : other.role === role && role !== 'ignored' ? 'ignored' : other.role
  )
  if (roles) await setOptions({ roles })
}

/** Once more as it stands, for example when a network has been trained. */
export async function characterizeAgain(): Promise<void> {
  await setOptions({})
}

async function characterize(file: GrantedFile, options: CharacterizeOptions): Promise<void> {
  const mine = ++wanted
  const isNew = file.token !== measurement.file?.token
  measurement.busy = file.name
  try {
    // A network that has learnt a function or a response reads no parameters.
    const summary = runView(bench.runs.characterize)?.summary ?? null
    const run = summary && summary.batch > 0 && readsParameters(summary.recipe) ? summary.run : null
    const read = await ask<'read-file'>({ kind: 'read-file', file: file.token, options })
    // Roles that were changed are shown even where nothing can be fitted with them, so that they can be changed back.
    if (mine === wanted && !isNew) Object.assign(measurement, { read, options })
    const result = await ask<'characterize'>({ kind: 'characterize', file: file.token, options, run })
    if (mine !== wanted) return
    Object.assign(measurement, { file, read, result, options })
    if (isNew || !shownGroup()) measurement.group = groupKeys(result)[0]?.key ?? 'all'
    dismissError()
  } catch (thrown) {
    if (mine === wanted) showError(thrown)
  } finally {
    if (mine === wanted) measurement.busy = null
  }
}

/** Back to the simulated sweeps; the file itself is not touched. */
export function closeMeasurement(): void {
  wanted++
  Object.assign(measurement, { file: null, read: null, result: null, options: {}, group: 'joint-0', busy: null })
}

export interface GroupKey {
  readonly key: string
  readonly group: Group
}

/** Every group by its key: drives first, then all drives, then single sweeps. */
export function groupKeys({ joint, sweeps, all }: Characterization): GroupKey[] {
  return [
    ...joint.map((group, index) => ({ key: `joint-${index}`, group })),
    ...(all ? [{ key: 'all', group: all }] : []),
    ...sweeps.map((group, index) => ({ key: `sweep-${index}`, group }))
  ]
}

export function shownGroup(): Group | null {
  if (!measurement.result) return null
  return groupKeys(measurement.result).find(({ key }) => key === measurement.group)?.group ?? null
}
