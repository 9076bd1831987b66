/** The run in the pictures of the bench on the screen, and what can be ordered. */
import { needsOtherHardware, type EngineChoice } from '../../core/contract/engine'
import { isUnderWay, type RunSummary } from '../../core/contract/run'
import type { Recipe } from '../../core/recipe/schema'
import { ask } from '../bridge/ask'
import { bench } from './bench.svelte'
import { engines } from './engines.svelte'
import type { Losses } from './losses'
import { say, showError } from './notices.svelte'
import { lossesOf } from './run-losses'
import { runView, takeSummary, type RunView } from './runs.svelte'

const orders = $state({
  /** A click that main has not answered yet. */
  asking: false,
  exporting: false
})

const nothing = { summary: null, revision: 0, batch: 0, loss: null, stepsPerSecond: 0, secondsLeft: NaN, validations: [], validation: null, network: null, test: null, exported: null }

type Shown = Readonly<Omit<RunView, 'summary'>> & { readonly summary: RunSummary | null }

function shown(): Shown {
  return runView(bench.runs[bench.shown]) ?? nothing
}

/** Reads as the bench on the screen has it; empty where nothing was trained there yet. */
export const training = {
  get summary() {
    return shown().summary
  },
  get revision() {
    return shown().revision
  },
  get batch() {
    return shown().batch
  },
  get loss() {
    return shown().loss
  },
  get stepsPerSecond() {
    return shown().stepsPerSecond
  },
  get secondsLeft() {
    return shown().secondsLeft
  },
  get validations() {
    return shown().validations
  },
  get validation() {
    return shown().validation
  },
  get network() {
    return shown().network
  },
  get exported() {
    return shown().exported
  },
  get asking() {
    return orders.asking
  },
  get exporting() {
    return orders.exporting
  }
}

/** Raw and smoothed losses, batch 1 first; read it where `training.revision` is read. */
export function lossCurves(): Losses {
  return lossesOf(bench.runs[bench.shown])
}

export function isRunning(summary: RunSummary | null): boolean {
  return summary !== null && isUnderWay(summary.state)
}

export function canResume(summary: RunSummary | null): boolean {
  return summary?.state === 'stopped' || summary?.state === 'interrupted' || summary?.state === 'failed'
}

/** Whether the processor may go on where the run's own engine failed. */
export function canMoveToProcessor(summary: RunSummary | null): boolean {
  return summary !== null && canResume(summary) && summary.state !== 'stopped' && needsOtherHardware(summary.engine.kind)
}

/** @param paused the run waits before its first batch */
export async function train(recipe: Recipe, paused = false): Promise<void> {
  const mine = bench.shown
  await asking(async () => {
    const summary = await ask<'train'>({ kind: 'train', recipe, engine: engines.choice, paused })
    takeSummary(summary)
    bench.runs[mine] = summary.run
  })
}

type OrderKind = 'pause' | 'go-on' | 'stop' | 'step'

export async function order(kind: OrderKind): Promise<void> {
  const run = training.summary?.run
  if (run !== undefined) await orderRun(kind, run)
}

export async function orderRun(kind: OrderKind, run: string): Promise<void> {
  await asking(async () => { await ask<typeof kind>({ kind, run }) })
}

/** From the checkpoint, on the engine the run was begun with, unless another is named. */
export async function resume(engine: EngineChoice | null = null): Promise<void> {
  const run = training.summary?.run
  if (run !== undefined) await resumeRun(run, engine)
}

export async function resumeRun(run: string, engine: EngineChoice | null = null): Promise<void> {
  await asking(async () => takeSummary(await ask<'resume'>({ kind: 'resume', run, engine })))
}

export async function exportModel(): Promise<void> {
  const view = runView(bench.runs[bench.shown])
  if (view) await exportRun(view)
}

/** Writes the network as ONNX where the person says; the file is reopened and compared by the worker. */
export async function exportRun(view: RunView): Promise<void> {
  orders.exporting = true
  try {
    const result = await ask<'export-model'>({ kind: 'export-model', run: view.summary.run })
    if (!result) return
    view.exported = { file: result.out, difference: result.maxDifference }
    say(`Model saved as ${fileName(result.out)}`)
  } catch (thrown) {
    showError(thrown)
  } finally {
    orders.exporting = false
  }
}

function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path
}

async function asking(work: () => Promise<void>): Promise<void> {
  orders.asking = true
  try {
    await work()
  } catch (thrown) {
    showError(thrown)
  } finally {
    orders.asking = false
  }
}
