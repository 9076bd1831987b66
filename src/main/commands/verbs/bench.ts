import type { BenchRow } from '../../../core/contract/answers'
import type { Command } from '../command'
import { printJson, printLine, table } from '../print'
import { parseWords } from '../words'
import { bundledRecipes, resourcesFolder } from '../../resources'

const usage = 'bench [NAME]... [--python PATH] [--json]'

/** Speed as ratios to peers, measured in alternation in one run. */
export const bench: Command = {
  usage,
  summary: 'measures speed against peers in the same run; --python PATH adds a Python with JAX',
  run: async (words, { supervisor }) => {
    const parsed = parseWords(words, usage, ['python'])
    const result = await supervisor.worker('measurement').ask({
      kind: 'bench',
      names: parsed.names.length > 0 ? [...parsed.names] : null,
      recipes: await bundledRecipes(),
      python: parsed.flag('python') ?? null,
      resources: resourcesFolder()
    })
    if (parsed.json) return printJson(result)
    const header = ['work', 'median', 'unit', 'peer', 'ratio', 'against']
    printLine(table([header, ...Object.entries(result).map(([name, row]) => cells(name, row))]))
  }
}

function cells(name: string, { median, unit, peerMedian, ratio, against, note }: BenchRow): string[] {
  const number = (value: number | null): string => (value === null ? '' : value.toPrecision(4))
  return [name, number(median), unit, number(peerMedian), number(ratio), [against ?? '', note ?? ''].filter(Boolean).join('; ')]
}
