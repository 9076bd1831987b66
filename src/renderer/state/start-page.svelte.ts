/** What the window begins with: bundled recipes and measurements, the last run, a file from the command line. */
import type { GrantedFile, StartPage } from '../../core/contract/window'
import { openMeasurement } from './measurement.svelte'
import { useRecipe } from './recipe.svelte'
import { showHistory } from './training.svelte'

interface Start {
  version: string
  samples: readonly GrantedFile[]
  ready: boolean
  failed: boolean
}

export const startPage: Start = $state({ version: '', samples: [], ready: false, failed: false })

export function takeStartPage({ version, recipes, samples, lastRun, file }: StartPage): void {
  Object.assign(startPage, { version, samples, ready: true })
  const first = recipes.find(({ name }) => name === 'duffing-curve') ?? recipes[0]
  const last = lastRun?.summary.recipe
  if (first) useRecipe(last?.kind === 'simulation' && last.name === first.name ? last : first, first)
  if (lastRun) showHistory(lastRun)
  if (file) void openMeasurement(file)
}
