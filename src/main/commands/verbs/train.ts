import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { RunSummary } from '../../../core/contract/run'
import { app } from 'electron'
import { needsOtherHardware } from '../../../core/contract/engine'
import { SharkfinError } from '../../../core/contract/errors'
import { recipeSchema } from '../../../core/recipe/schema'
import type { Command, CommandServices } from '../command'
import { printJson, printLine, say, table } from '../print'
import { findRecipe } from '../recipes'
import { withSettings } from '../settings'
import { engineChoice, oneName, parseWords, wholeNumber, type Words } from '../words'

const usage = 'train RECIPE [--set key=value]... [--batches N] [--seed S] [--engine E] [--out DIR] [--json]'

/** Trains a network and, with --out, exports it. */
export const train: Command = {
  usage,
  summary: 'trains the network of a recipe; --out exports it as ONNX into a folder',
  run: async (words, services) => {
    const parsed = parseWords(words, usage, ['batches', 'seed', 'engine', 'out'])
    const engine = engineChoice(parsed, usage) ?? 'auto'
    const base = await findRecipe(oneName(parsed, usage, 'The recipe'))
    const recipe = withSettings(base, settingsOf(parsed), recipeSchema)
    services.onRun(tellProgress())
    const summary = await services.runs.start(recipe, engine).rest
    await concludeRun(summary, parsed, services)
  }
}

function settingsOf(words: Words): string[] {
  const batches = wholeNumber(words, 'batches', 1, usage)
  const seed = wholeNumber(words, 'seed', 0, usage)
  return [
    ...words.sets,
    ...(batches === undefined ? [] : [`training.batches=${batches}`]),
    ...(seed === undefined ? [] : [`training.seed=${seed}`])
  ]
}

/** Says each checkpoint once: where the run stands. */
export function tellProgress(): (summary: RunSummary) => void {
  let told = -1
  return ({ batch, recipe, loss, state, engine }) => {
    if (state === 'compiling' && engine.why && told < 0) say(`engine ${engine.name} (auto: ${engine.why})`)
    if (batch === told || state === 'compiling') return
    told = batch
    say(`batch ${batch} of ${recipe.training.batches}, validation loss ${loss.validation?.toPrecision(4) ?? 'unknown'}`)
  }
}

/** Exports where asked, prints, and throws where the run did not finish. */
export async function concludeRun(summary: RunSummary, words: Words, services: CommandServices): Promise<void> {
  if (summary.state !== 'finished') throw unfinished(summary)
  const folder = words.flag('out')
  const model = folder === undefined ? null : await exportInto(resolve(folder), summary, services)
  const { run, engine, batch, seconds, loss, metrics } = summary
  if (words.json) return printJson({ run, engine: engine.name, engineKind: engine.kind, engineWhy: engine.why, batches: batch, seconds, loss, metrics, model })
  printLine(`run ${run}: ${batch} batches in ${seconds.toFixed(2)} s on ${engine.name}, validation loss ${loss.validation?.toPrecision(4)}`)
  if (engine.why) printLine(`engine chosen by auto: ${engine.why}`)
  const rows = Object.entries(metrics ?? {}).map(([name, { rmse, r2 }]) => [name, rmse.toPrecision(3), r2?.toFixed(4) ?? '-'])
  printLine(table([['parameter', 'rmse', 'r2'], ...rows]))
  if (model) printLine(`model: ${model}`)
}

async function exportInto(folder: string, { run, recipe }: RunSummary, { supervisor, store }: CommandServices): Promise<string> {
  await mkdir(folder, { recursive: true })
  const out = join(folder, `${recipe.name}.onnx`)
  await supervisor.worker('measurement').ask({ kind: 'export', folder: store.folder(run), out, version: app.getVersion() })
  return out
}

function unfinished({ run, state, error, engine }: RunSummary): SharkfinError {
  const byEngine = error !== null && /^(engine|worker)-/.test(error.code) && needsOtherHardware(engine.kind)
  const onward = `To go on: sharkfin resume ${run}${byEngine ? ' --engine cpu' : ''}`
  if (error) return new SharkfinError({ ...error, remedy: `${error.remedy} ${onward}` })
  return new SharkfinError({ code: 'run-unfinished', message: `The run is ${state}.`, remedy: onward })
}
