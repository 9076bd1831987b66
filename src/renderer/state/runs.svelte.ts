/** Every run that this window knows: its summary from main; its losses, held-out predictions and network from the worker's port. */
import { UNDER_WAY, isUnderWay, type RunHistory, type RunSummary } from '../../core/contract/run'
import type { LossChunk, NetworkChunk, ProgressChunk, ValidationChunk } from '../../core/contract/progress'
import { createLosses, type Losses } from './losses'

export interface RunView {
  summary: RunSummary
  /** Goes up with every change of the losses, at most once a frame; the arrays themselves are not watched. */
  revision: number
  batch: number
  loss: number | null
  stepsPerSecond: number
  secondsLeft: number
  validations: { step: number; loss: number }[]
  validation: ValidationChunk | null
  /** The network itself, where a workspace watches it. */
  network: NetworkChunk | null
  exported: { file: string; difference: number } | null
}

/** Runs that are kept in the window; the store has all of them. */
const MOST = 32

const views: Record<string, RunView> = $state({})
const losses = new Map<string, Losses>()
const latest = new Map<string, LossChunk>()
let frame = 0

export function runView(run: string | null): RunView | null {
  return run === null ? null : (views[run] ?? null)
}

/** Raw and smoothed losses, batch 1 first; read it where the view's `revision` is read. */
export function lossesOf(run: string | null): Losses {
  return losses.get(run ?? '') ?? createLosses()
}

/** The run that the training worker has, if any. */
export function trainingRun(): RunView | null {
  return Object.values(views).find(({ summary }) => summary.state !== 'waiting' && isUnderWay(summary.state)) ?? null
}

/** Takes over what the store kept of a run. */
export function takeHistory({ summary, losses: known, validations }: RunHistory): void {
  begin(summary)
  losses.get(summary.run)?.add(0, known)
  const view = views[summary.run]
  if (view) Object.assign(view, { validations, batch: summary.batch, loss: summary.loss.last, revision: 1 })
}

export function takeSummary(summary: RunSummary): void {
  const view = views[summary.run]
  if (!view) return begin(summary)
  view.summary = summary
  if (!isUnderWay(summary.state) && summary.batch > view.batch) view.batch = summary.batch
}

export function takeProgress(chunk: ProgressChunk): void {
  const view = views[chunk.run]
  if (!view) return
  if (chunk.kind === 'losses') {
    losses.get(chunk.run)?.add(chunk.firstStep, chunk.losses)
    latest.set(chunk.run, chunk)
    frame ||= requestAnimationFrame(publish)
  } else if (chunk.kind === 'network') {
    view.network = chunk
  } else {
    view.validations = [...view.validations.filter(({ step }) => step < chunk.step), { step: chunk.step, loss: chunk.loss }]
    view.validation = chunk
  }
}

function begin(summary: RunSummary): void {
  forgetOldest()
  losses.set(summary.run, createLosses())
  views[summary.run] = {
    summary,
    revision: 0,
    batch: 0,
    loss: null,
    stepsPerSecond: 0,
    secondsLeft: NaN,
    validations: [],
    validation: null,
    network: null,
    exported: null
  }
}

function forgetOldest(): void {
  const runs = Object.keys(views)
  const [oldest] = runs.length < MOST ? [] : runs.filter((run) => !UNDER_WAY.some((state) => state === views[run]?.summary.state))
  if (oldest === undefined) return
  delete views[oldest]
  losses.delete(oldest)
}

function publish(): void {
  frame = 0
  for (const [run, chunk] of latest) {
    const view = views[run]
    if (!view) continue
    const loss = chunk.losses[chunk.losses.length - 1] ?? view.loss
    const { stepsPerSecond, secondsLeft } = chunk
    Object.assign(view, { batch: chunk.firstStep + chunk.losses.length, loss, stepsPerSecond, secondsLeft, revision: view.revision + 1 })
  }
  latest.clear()
}
