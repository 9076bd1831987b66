import { resolve } from 'node:path'
import type { Command } from '../command'
import { printJson, printLine } from '../print'
import { findSimulation } from '../recipes'
import { oneName, parseWords, wholeNumber } from '../words'

const usage = 'simulate RECIPE [--count N] [--seed S] [--out FILE] [--json]'

/** Samples of the recipe: sweeps in full as a CSV file that `characterize` reads back, or arrays as .npz, for a map unless asked otherwise. */
export const simulate: Command = {
  usage,
  summary: 'simulates samples of the recipe and writes them as .csv or .npz',
  run: async (words, { supervisor }) => {
    const parsed = parseWords(words, usage, ['count', 'seed', 'out'])
    const recipe = await findSimulation(oneName(parsed, usage, 'The recipe'))
    const count = wholeNumber(parsed, 'count', 1, usage) ?? 1
    const seed = wholeNumber(parsed, 'seed', 0, usage) ?? recipe.training.seed
    const out = resolve(parsed.flag('out') ?? `${recipe.name}${recipe.observation.rows ? '.npz' : '.csv'}`)
    const result = await supervisor.worker('measurement').ask({ kind: 'simulate', recipe, count, seed, out })
    if (parsed.json) return printJson(result)
    printLine(`${result.samples} ${recipe.observation.rows ? 'maps' : 'sweeps'} in ${result.seconds.toFixed(3)} s: ${result.out}`)
  }
}
