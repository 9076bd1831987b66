/** Every run that this window knows: its summary from main; its losses, held-out predictions and network from the worker's port. */
import { isUnderWay, type RunHistory, type RunSummary, type TestResult, type ValidationPoint } from '../../core/contract/run'
import type { NetworkChunk, ProgressChunk, ValidationChunk } from '../../core/contract/progress'
import { SvelteMap } from 'svelte/reactivity'
import { addLosses, beginLosses, forgetLosses, lossesOf, takeFresh } from './run-losses'

export interface RunView {
  summary: RunSummary
  /** Goes up with every change of the losses, at most once a frame; the arrays themselves are not watched. */
  revision: number
  batch: number
  loss: number | null
  stepsPerSecond: number
  secondsLeft: number
  validations: ValidationPoint[]
  validation: ValidationChunk | null
  /** The network itself, where a workspace watches it. */
  network: NetworkChunk | null
  /** What was read from the test set, once that was looked at. */
  test: TestResult | null
  exported: { file: string; difference: number } | null
}

/** Runs that are kept in the window; the store has all of them. */
const MOST = 32

const views = new SvelteMap<string, RunView>()
/** Runs in the pictures of some workspace: they are not forgotten for others. */
let isShown: (run: string) => boolean = () => false

export function keepShown(rule: (run: string) => boolean): void {
  isShown = rule
}

let frame = 0

export function runView(run: string | null): RunView | null {
  return run === null ? null : (views.get(run) ?? null)
}

/** The run that the training worker has, if any. */
export function trainingRun(): RunView | null {
  return [...views.values()].find(({ summary }) => summary.state !== 'waiting' && isUnderWay(summary.state)) ?? null
}

/** Takes over what the store kept of a run. */
export function takeHistory({ summary, losses: known, validations, test }: RunHistory): void {
  begin(summary)
  lossesOf(summary.run).add(0, known)
  const view = views.get(summary.run)
  if (view) Object.assign(view, { validations, test, batch: summary.batch, loss: summary.loss.last, revision: 1 })
}

export function takeSummary(summary: RunSummary): void {
  const view = views.get(summary.run)
  if (!view) return begin(summary)
  view.summary = summary
  if (!isUnderWay(summary.state) && summary.batch > view.batch) view.batch = summary.batch
}

export function takeProgress(chunk: ProgressChunk): void {
  const view = views.get(chunk.run)
  if (!view) return
  if (chunk.kind === 'losses') {
    addLosses(chunk)
    frame ||= requestAnimationFrame(publish)
  } else if (chunk.kind === 'network') {
    view.network = chunk
  } else {
    const [first = chunk.step] = chunk.earlier.map(({ step }) => step)
    view.validations = [...view.validations.filter(({ step }) => step < first), ...chunk.earlier, { step: chunk.step, loss: chunk.loss, trained: chunk.trained?.loss ?? null }]
    view.validation = chunk
  }
}

/** The network of a run's checkpoint, where it was asked for. */
export function takeNetwork(run: string, { step, vectors }: Pick<NetworkChunk, 'step' | 'vectors'>): void {
  const view = views.get(run)
  if (view) view.network = { kind: 'network', run, sequence: 0, step, vectors }
}

function begin(summary: RunSummary): void {
  forgetOldest()
  beginLosses(summary.run)
  const view: RunView = $state({
    summary,
    revision: 0,
    batch: 0,
    loss: null,
    stepsPerSecond: 0,
    secondsLeft: NaN,
    validations: [],
    validation: null,
    network: null,
    test: null,
    exported: null
  })
  views.set(summary.run, view)
}

function forgetOldest(): void {
  const [oldest] = views.size < MOST ? [] : [...views.values()].filter(({ summary }) => !isUnderWay(summary.state) && !isShown(summary.run))
  if (!oldest) return
  views.delete(oldest.summary.run)
  forgetLosses(oldest.summary.run)
}

function publish(): void {
  frame = 0
  for (const chunk of takeFresh()) {
    const view = views.get(chunk.run)
    if (!view) continue
    const loss = chunk.losses[chunk.losses.length - 1] ?? view.loss
    const { stepsPerSecond, secondsLeft } = chunk
    Object.assign(view, { batch: chunk.firstStep + chunk.losses.length, loss, stepsPerSecond, secondsLeft, revision: view.revision + 1 })
  }
}
