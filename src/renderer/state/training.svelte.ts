/** The run on the screen: its summary from main, its losses and held-out predictions from the worker's port. */
import { needsOtherHardware, type EngineChoice } from '../../core/contract/engine'
import type { LossChunk, ProgressChunk, ValidationChunk } from '../../core/contract/progress'
import type { RunHistory, RunSummary } from '../../core/contract/run'
import type { Recipe } from '../../core/recipe/schema'
import { ask } from '../bridge/ask'
import { engines } from './engines.svelte'
import { createLosses, type Losses } from './losses'
import { say, showError } from './notices.svelte'

interface Training {
  summary: RunSummary | null
  /** Goes up with every change of the losses, at most once a frame; the arrays themselves are not watched. */
  revision: number
  batch: number
  loss: number | null
  stepsPerSecond: number
  secondsLeft: number
  validations: { step: number; loss: number }[]
  validation: ValidationChunk | null
  /** A click that main has not answered yet. */
  asking: boolean
  exported: { file: string; difference: number } | null
  exporting: boolean
}

export const training: Training = $state({
  summary: null,
  revision: 0,
  batch: 0,
  loss: null,
  stepsPerSecond: 0,
  secondsLeft: NaN,
  validations: [],
  validation: null,
  asking: false,
  exported: null,
  exporting: false
})

let losses: Losses = createLosses()
let latest: LossChunk | null = null
let frame = 0

/** Raw and smoothed losses, batch 1 first; read it where `training.revision` is read. */
export function lossCurves(): Losses {
  return losses
}

export function isRunning(summary: RunSummary | null): boolean {
  return summary?.state === 'compiling' || summary?.state === 'training' || summary?.state === 'paused'
}

export function canResume(summary: RunSummary | null): boolean {
  return summary?.state === 'stopped' || summary?.state === 'interrupted' || summary?.state === 'failed'
}

/** Whether the processor may go on where the run's own engine failed. */
export function canMoveToProcessor(summary: RunSummary | null): boolean {
  return summary !== null && canResume(summary) && summary.state !== 'stopped' && needsOtherHardware(summary.engine.kind)
}

/** Takes over what the store kept of a run, when the window opens. */
export function showHistory({ summary, losses: known, validations }: RunHistory): void {
  begin(summary)
  losses.add(0, known)
  training.validations = validations
  training.batch = summary.batch
  training.loss = summary.loss.last
  training.revision++
}

export function takeSummary(summary: RunSummary): void {
  if (summary.run !== training.summary?.run) begin(summary)
  else training.summary = summary
  if (!isRunning(summary) && summary.batch > training.batch) training.batch = summary.batch
}

export function takeProgress(chunk: ProgressChunk): void {
  if (chunk.run !== training.summary?.run) return
  if (chunk.kind === 'losses') {
    losses.add(chunk.firstStep, chunk.losses)
    latest = chunk
    frame ||= requestAnimationFrame(publish)
    return
  }
  const earlier = training.validations.filter(({ step }) => step < chunk.step)
  training.validations = [...earlier, { step: chunk.step, loss: chunk.loss }]
  training.validation = chunk
}

function begin(summary: RunSummary): void {
  losses = createLosses()
  latest = null
  Object.assign(training, {
    summary,
    batch: 0,
    loss: null,
    stepsPerSecond: 0,
    secondsLeft: NaN,
    validations: [],
    validation: null,
    exported: null
  })
  training.revision++
}

function publish(): void {
  frame = 0
  if (!latest) return
  training.batch = latest.firstStep + latest.losses.length
  training.loss = latest.losses[latest.losses.length - 1] ?? training.loss
  training.stepsPerSecond = latest.stepsPerSecond
  training.secondsLeft = latest.secondsLeft
  training.revision++
}

export async function train(recipe: Recipe): Promise<void> {
  await asking(async () => takeSummary(await ask<'train'>({ kind: 'train', recipe, engine: engines.choice })))
}

export async function order(kind: 'pause' | 'go-on' | 'stop'): Promise<void> {
  const run = training.summary?.run
  if (run !== undefined) await asking(async () => { await ask<typeof kind>({ kind, run }) })
}

/** From the checkpoint, on the engine the run was begun with, unless another is named. */
export async function resume(engine: EngineChoice | null = null): Promise<void> {
  const run = training.summary?.run
  if (run !== undefined) await asking(async () => takeSummary(await ask<'resume'>({ kind: 'resume', run, engine })))
}

/** Writes the network as ONNX where the person says; the file is reopened and compared by the worker. */
export async function exportModel(): Promise<void> {
  const run = training.summary?.run
  if (run === undefined) return
  training.exporting = true
  try {
    const result = await ask<'export-model'>({ kind: 'export-model', run })
    if (!result) return
    training.exported = { file: result.out, difference: result.maxDifference }
    say(`Model saved as ${fileName(result.out)}`)
  } catch (thrown) {
    showError(thrown)
  } finally {
    training.exporting = false
  }
}

function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path
}

async function asking(work: () => Promise<void>): Promise<void> {
  training.asking = true
  try {
    await work()
  } catch (thrown) {
    showError(thrown)
  } finally {
    training.asking = false
  }
}
