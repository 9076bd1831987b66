/** Connects the wires to the state, once: events from main, progress from the worker, the first page. */
import type { StartPage, WindowEvent } from '../../core/contract/window'
import { ask } from '../bridge/ask'
import { listenForProgress } from '../bridge/progress'
import { bench, layOn } from './bench.svelte'
import { startPage } from './start-page.svelte'
import { chooseFile, openGranted, openRecipeFile, saveRecipeFile, startTraining } from './commands'
import { characterizeAgain, groupKeys, measurement } from './measurement.svelte'
import { homeOf } from './home'
import { showError } from './notices.svelte'
import { loadJudge, useRecipe } from './recipe.svelte'
import { noteRun } from './run-list.svelte'
import { runView, takeHistory, takeProgress, takeSummary } from './runs.svelte'
import { exportModel, isRunning } from './training.svelte'
import { takeWorker } from './workers.svelte'

export function connect(): void {
  listenForProgress(takeProgress)
  window.sharkfin.onEvent(hear)
  ask<'start-page'>({ kind: 'start-page' })
    .then(takeStartPage)
    .then(loadJudge)
    .catch((thrown: unknown) => {
      startPage.failed = true
      showError(thrown)
    })
}

function takeStartPage({ version, recipes: bundled, samples, lastRun, file }: StartPage): void {
  const last = lastRun?.summary.recipe
  const isBundled = bundled.some(({ name }) => name === last?.name)
  const recipes = last && !isBundled ? [...bundled, last] : bundled
  Object.assign(startPage, { version, recipes, samples, ready: true })
  // A comparison in Overfit is restored there, whichever of its runs was the last.
  const home = last ? homeOf(last, '') : bench.shown
  const shown = home === bench.shown ? last : undefined
  if (last && home !== 'overfit' && !shown) layOn(home, last)
  const first = recipes.find(({ name }) => name === shown?.name) ?? recipes[0]
  if (first) useRecipe(shown ?? first, first)
  if (lastRun) {
    takeHistory(lastRun)
    if (home !== 'overfit') bench.runs[home] = lastRun.summary.run
  }
  if (file) void openGranted(file)
}

function hear(event: WindowEvent): void {
  switch (event.kind) {
    case 'run':
      return hearRun(event)
    case 'worker':
      return takeWorker(event.status)
    case 'file':
      return void openGranted(event.file)
    case 'menu':
      return void { open: chooseFile, 'open-recipe': openRecipeFile, 'save-recipe': saveRecipeFile, train: startTraining, export: exportModel }[event.command]()
  }
}

function hearRun({ summary }: Extract<WindowEvent, { kind: 'run' }>): void {
  const wasRunning = isRunning(runView(summary.run)?.summary ?? null)
  takeSummary(summary)
  noteRun(summary)
  const groups = measurement.result ? groupKeys(measurement.result) : []
  const isSimulated = groups.some(({ group }) => group.parameters.f0?.unit === '')
  // A network that has come to rest reads the simulated file on the screen.
  if (wasRunning && !isRunning(summary) && isSimulated && summary.run === bench.runs.characterize) void characterizeAgain()
}
