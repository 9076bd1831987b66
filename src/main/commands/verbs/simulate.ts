import { resolve } from 'node:path'
import type { Command } from '../command'
import { printJson, printLine } from '../print'
import { findSimulation } from '../recipes'
import { oneName, parseWords, wholeNumber } from '../words'

const usage = 'simulate RECIPE [--count N] [--seed S] [--out FILE] [--json]'

/** Sweeps simulated from the recipe's priors, as a CSV file that `characterize` reads back. */
export const simulate: Command = {
  usage,
  summary: 'simulates sweeps from the recipe and writes them as CSV',
  run: async (words, { supervisor }) => {
    const parsed = parseWords(words, usage, ['count', 'seed', 'out'])
    const recipe = await findSimulation(oneName(parsed, usage, 'The recipe'))
    const count = wholeNumber(parsed, 'count', 1, usage) ?? 1
    const seed = wholeNumber(parsed, 'seed', 0, usage) ?? recipe.training.seed
    const out = resolve(parsed.flag('out') ?? `${recipe.name}.csv`)
    const result = await supervisor.worker('measurement').ask({ kind: 'simulate', recipe, count, seed, out })
    if (parsed.json) return printJson(result)
    printLine(`${result.samples} sweeps in ${result.seconds.toFixed(3)} s: ${result.out}`)
  }
}
