import type { RunSummary } from '../../../core/contract/run'
import { parseWords, wrongUsage } from '../words'
import type { Command } from '../command'
import { printJson, printLine, table } from '../print'

const usage = 'compare RUN RUN... [--json]'

/** Stored runs beside each other: what each was trained for, its losses, and its error on held-out samples. */
export const compare: Command = {
  usage,
  summary: 'puts stored runs beside each other: losses, and the error of each parameter on held-out samples',
  run: async (words, { store }) => {
    const parsed = parseWords(words, usage, [])
    if (parsed.names.length < 2) throw wrongUsage('Name two runs or more.', usage)
    const summaries = parsed.names.map(store.summary)
    if (parsed.json) return printJson({ runs: summaries.map(beside) })
    const parameters = [...new Set(summaries.flatMap(({ metrics }) => Object.keys(metrics ?? {})))]
    const rows = summaries.map(({ run, recipe, state, batch, loss, metrics }) => [run, recipe.name, state, String(batch), loss.last?.toPrecision(4) ?? '', loss.validation?.toPrecision(4) ?? '', ...parameters.map((name) => metrics?.[name]?.rmse.toPrecision(3) ?? '')])
    printLine(table([['run', 'recipe', 'state', 'batches', 'loss', 'validation loss', ...parameters.map((name) => `rmse ${name}`)], ...rows]))
  }
}

function beside({ run, recipe, state, batch, seconds, engine, loss, metrics }: RunSummary): object {
  return { run, recipe: recipe.name, seed: recipe.training.seed, state, batches: batch, seconds, engine: engine.kind ?? engine.choice, loss, metrics }
}
