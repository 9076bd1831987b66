import { parseWords } from '../words'
import type { Command } from '../command'
import { printJson, printLine, table } from '../print'

const usage = 'runs [--json]'

/** All that the store holds, the newest first. */
export const runs: Command = {
  usage,
  summary: 'lists the stored runs, the newest first',
  run: async (words, { store }) => {
    const parsed = parseWords(words, usage, [])
    const all = store.list()
    if (parsed.json) return printJson({ runs: all })
    if (all.length === 0) return printLine('No run is stored yet; train a recipe.')
    const rows = all.map(({ run, name, recipe, began, state, batch, engine, loss }) => [run, name || recipe.name, began === 0 ? '' : new Date(began).toISOString().slice(0, 16), state, String(batch), engine, loss.validation?.toPrecision(4) ?? ''])
    printLine(table([['run', 'name', 'begun (UTC)', 'state', 'batches', 'engine', 'validation loss'], ...rows]))
  }
}
