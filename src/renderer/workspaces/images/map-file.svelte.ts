/** The measured map on the bench Images: its file, how it is to be understood, and what was read from it. A failure leaves the last reading. */
import { errorData, type ErrorData } from '../../../core/contract/errors'
import type { MapOptions, MapReading } from '../../../core/contract/map'
import type { GrantedFile } from '../../../core/contract/window'
import { readsParameters } from '../../../core/recipe/learn'
import { ask } from '../../bridge/ask'
import { bench } from '../../state/bench.svelte'
import { validRecipe } from '../../state/recipe.svelte'
import { runView } from '../../state/runs.svelte'
import { images } from './images.svelte'

interface MapFile {
  file: GrantedFile | null
  options: MapOptions
  reading: MapReading | null
  busy: boolean
  error: ErrorData | null
}

export const mapFile: MapFile = $state({ file: null, options: {}, reading: null, busy: false, error: null })

let wanted = 0

/** Reads another file with everything decided from it. */
export async function openMap(file: GrantedFile): Promise<void> {
  if (images.view !== 'clean') images.view = 'measured'
  Object.assign(mapFile, { file, options: {}, reading: null, error: null })
  await readAgain()
}

export async function setMapOptions(change: MapOptions): Promise<void> {
  mapFile.options = { ...$state.snapshot(mapFile.options), ...change }
  await readAgain()
}

/** From the file alone, as when it was opened. */
export async function forgetMapOptions(): Promise<void> {
  mapFile.options = {}
  await readAgain()
}

export function closeMap(): void {
  wanted++
  Object.assign(mapFile, { file: null, options: {}, reading: null, busy: false, error: null })
}

export async function readAgain(): Promise<void> {
  const { file } = mapFile
  const recipe = validRecipe()
  if (!file || recipe?.kind !== 'simulation') return
  const mine = ++wanted
  mapFile.busy = true
  try {
    const options = $state.snapshot(mapFile.options)
    const reading = await ask<'map'>({ kind: 'map', file: file.token, options, recipe, run: trainedRun() })
    if (mine === wanted) Object.assign(mapFile, { reading, error: null })
  } catch (thrown) {
    if (mine === wanted) mapFile.error = errorData(thrown)
  } finally {
    if (mine === wanted) mapFile.busy = false
  }
}

/** The run on this bench, where it has learnt to read maps and a checkpoint holds what it learnt. */
function trainedRun(): string | null {
  const summary = runView(bench.runs.images)?.summary
  if (!summary || !readsParameters(summary.recipe)) return null
  return summary.recipe.observation.rows !== null && summary.checkpointBatch > 0 ? summary.run : null
}
