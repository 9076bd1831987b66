import type { Command } from '../command'
import { printJson, printLine, table } from '../print'
import { findRecipe } from '../recipes'
import { oneName, parseWords } from '../words'

const usage = 'profile RECIPE [--json]'

/** For whoever makes the compiler faster. */
export const profile: Command = {
  usage,
  summary: 'says where the time of a recipe\'s training step goes, kernel by kernel, on the engine wasm',
  run: async (words, { supervisor }) => {
    const parsed = parseWords(words, usage, [])
    const recipe = await findRecipe(oneName(parsed, usage, 'The recipe'))
    const result = await supervisor.worker('measurement').ask({ kind: 'profile', recipe })
    if (parsed.json) return printJson(result)
    const total = result.kernels.reduce((sum, { microseconds }) => sum + microseconds, 0)
    const rows = result.kernels.map(({ kernel, microseconds, gigaflops }, index) => [
      String(index),
      microseconds.toFixed(1),
      `${((100 * microseconds) / total).toFixed(1)} %`,
      gigaflops > 0 ? gigaflops.toFixed(1) : '',
      kernel
    ])
    printLine(table([['', 'us', 'share', 'GFLOP/s', 'kernel'], ...rows]))
    printLine(`${total.toFixed(1)} us in all`)
  }
}
