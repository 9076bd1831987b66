/** What this workspace shows: its runs one over the other, their networks, and samples of what is fitted. */
import type { DrawResult } from '../../../core/contract/answers'
import { errorData, type ErrorData } from '../../../core/contract/errors'
import { z } from '../../../core/contract/zod'
import { isUnderWay } from '../../../core/contract/run'
import type { PlainNetwork } from '../../../core/network/plain/operations'
import { trainingRows } from '../../../core/recipe/points'
import type { Recipe } from '../../../core/recipe/schema'
import { ask } from '../../bridge/ask'
import { dataInk, type Ink } from '../../charts/model'
import { showError } from '../../state/notices.svelte'
import { remember, remembered } from '../../state/remembered'
import { runView, takeHistory, takeNetwork, type RunView } from '../../state/runs.svelte'
import type { Science } from './science'

interface Fit {
  view: 'network' | 'neuron'
  science: Science | null
  /** Runs of this bench, the oldest first. */
  runs: string[]
  hidden: string[]
  drawn: { readonly recipe: string; readonly samples: DrawResult } | null
  drawError: ErrorData | null
  /** Which variable runs, and which output is drawn, where there are several. */
  along: number
  output: number
  /** Whether all outputs are drawn, side by side. */
  all: boolean
  /** Where the variables are held that do not run, by name; in the middle of what is trained where nothing is said. */
  held: Record<string, number>
}

export const fit: Fit = $state({ view: 'network', science: null, runs: [], hidden: [], drawn: null, drawError: null, along: 0, output: 0, all: true, held: {} })

/** Runs whose curves still lie over each other without confusion. */
const MOST_RUNS = 6
/** Samples in the picture: the first that training draws, and the first that are held out. */
const SHOWN = { training: 256, heldOut: 512, most: 1024 } as const

export async function loadScience(): Promise<void> {
  if (fit.science) return
  try {
    const science = await import('./science')
    fit.science = science
  } catch (thrown) {
    showError(thrown)
  }
}

export function addRun(run: string): void {
  if (!fit.runs.includes(run)) keepRuns([...fit.runs, run].slice(-MOST_RUNS))
}

export function forgetRun(run: string): void {
  keepRuns(fit.runs.filter((one) => one !== run))
}

const KEY = 'sharkfin-fit-runs'

function keepRuns(runs: string[]): void {
  fit.runs = runs
  remember(KEY, runs)
}

let restored = false

/** The runs that lay over each other when the window was closed, from the store; those that were deleted since are left out. */
export async function restoreRuns(): Promise<void> {
  if (restored) return
  restored = true
  const found = await Promise.all((remembered(KEY, z.array(z.string())) ?? []).map(fromStore))
  const kept = found.filter((run) => run !== null)
  fit.runs = [...kept, ...fit.runs.filter((run) => !kept.includes(run))].slice(-MOST_RUNS)
}

async function fromStore(run: string): Promise<string | null> {
  if (runView(run)) return run
  try {
    takeHistory(await ask<'run-history'>({ kind: 'run-history', run }))
    return run
  } catch {
    return null
  }
}

/** A run's ink stays its own while others come and go. */
const inks: Record<string, Ink> = {}

export function inkOf(run: string): Ink {
  const used = fit.runs.map((one) => inks[one])
  // d1 is for the samples.
  const free = [1, 3, 2, 4, 5, 6].map(dataInk).find((ink) => !used.includes(ink)) ?? 'd2'
  return (inks[run] ??= free)
}

const asked: Record<string, string> = {}

/** The last checkpoint's network of each run that rests: the last that was watched may be a tenth of a second older. */
export function askForNetworks(runs: readonly string[]): void {
  for (const run of runs) {
    const summary = runView(run)?.summary
    if (!summary) continue
    const { state, checkpointBatch } = summary
    const rests = state === 'paused' || (!isUnderWay(state) && checkpointBatch > 0)
    if (!rests || asked[run] === `${state} ${checkpointBatch}`) continue
    asked[run] = `${state} ${checkpointBatch}`
    ask<'network'>({ kind: 'network', run }).then((network) => takeNetwork(run, network), showError)
  }
}

/** Null before a run has a network that can be drawn from here. */
export function networkOf(view: RunView | null): PlainNetwork | null {
  if (!fit.science || !view?.network) return null
  try {
    return fit.science.plainNetwork(view.summary.recipe, view.network.vectors)
  } catch (thrown) {
    // The picture of the network says what cannot be drawn, the outline under the layers what does not fit.
    if (errorData(thrown).code === 'defect') throw thrown
    return null
  }
}

/** Of a set that is visited again and again, all of it where it is not too large. */
function trainingCount(recipe: Recipe): number {
  const { samples, validationSweeps } = recipe.training
  if (recipe.kind === 'points') return Math.min(trainingRows(recipe.points, validationSweeps), SHOWN.most)
  return samples.kind === 'fixed' ? Math.min(samples.count, SHOWN.most) : SHOWN.training
}

let wanted = 0

/** Of several calls in a row only the last one's answer is shown. */
export async function drawSamples(recipe: Recipe): Promise<void> {
  const mine = ++wanted
  try {
    const drawn = await ask<'draw'>({ kind: 'draw', recipe, training: trainingCount(recipe), heldOut: SHOWN.heldOut })
    if (mine === wanted) Object.assign(fit, { drawn: { recipe: recipe.name, samples: drawn }, drawError: null })
  } catch (thrown) {
    if (mine === wanted) fit.drawError = errorData(thrown)
  }
}
