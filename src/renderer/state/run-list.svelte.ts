/** All stored runs, as one list; kept up to date by what main says of each run. */
import { briefOf, type RunListing } from '../../core/contract/listing'
import type { RunSummary } from '../../core/contract/run'
import { ask } from '../bridge/ask'
import { showError } from './notices.svelte'
import { runView, takeHistory, type RunView } from './runs.svelte'

class RunList {
  /** The newest first. */
  all: readonly RunListing[] = $state.raw([])
  loaded: boolean = $state(false)
  /** What was deleted last, to be brought back. */
  deleted: readonly string[] = $state.raw([])
}

export const runList = new RunList()

export async function loadRuns(): Promise<void> {
  await guarded(async () => {
    runList.all = await ask<'runs'>({ kind: 'runs' })
    runList.loaded = true
  })
}

/** What main says of a run, whoever began it. */
export function noteRun(summary: RunSummary): void {
  if (!runList.loaded) return
  const brief = briefOf(summary)
  const isKnown = runList.all.some(({ run }) => run === summary.run)
  runList.all = isKnown ? runList.all.map((row) => (row.run === summary.run ? { ...row, ...brief } : row)) : [{ ...brief, run: summary.run, name: '', began: Date.now() }, ...runList.all]
}

/** The run with its losses, from the store where this window does not have them. */
export async function needRun(run: string): Promise<RunView | null> {
  if (!runView(run)) {
    await guarded(async () => {
      const history = await ask<'run-history'>({ kind: 'run-history', run })
      if (!runView(run)) takeHistory(history)
    })
  }
  return runView(run)
}

export async function renameRun(run: string, name: string): Promise<void> {
  await guarded(async () => {
    await ask<'rename-run'>({ kind: 'rename-run', run, name })
    runList.all = runList.all.map((row) => (row.run === run ? { ...row, name } : row))
  })
}

export async function deleteRuns(runs: readonly string[]): Promise<void> {
  await guarded(async () => {
    await ask<'delete-runs'>({ kind: 'delete-runs', runs: [...runs] })
    runList.all = runList.all.filter(({ run }) => !runs.includes(run))
    runList.deleted = runs
  })
}

export async function restoreRuns(): Promise<void> {
  await guarded(async () => {
    await ask<'restore-runs'>({ kind: 'restore-runs', runs: [...runList.deleted] })
    runList.deleted = []
    await loadRuns()
  })
}

async function guarded(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (thrown) {
    showError(thrown)
  }
}
