import { resolve, basename } from 'node:path'
import type { Command } from '../command'
import { printJson, printLine, table } from '../print'
import { oneName, parseWords } from '../words'

const usage = 'read FILE [--json]'

/** What a measured file holds, as Sharkfin understands it: columns, dialect, sweeps. */
export const read: Command = {
  usage,
  summary: 'says how a measured file is understood: columns, units, sweeps, skipped lines',
  run: async (words, { supervisor }) => {
    const parsed = parseWords(words, usage, [])
    const path = resolve(oneName(parsed, usage, 'The file'))
    const source = { kind: 'path', path, name: basename(path) } as const
    const result = await supervisor.worker('measurement').ask({ kind: 'read', source, options: {} })
    if (parsed.json) return printJson(result)
    printLine(`${result.file}: ${result.rows} rows, ${result.dialect.delimiter}-separated, decimal "${result.dialect.decimal}"`)
    printLine(table([['column', 'unit', 'role'], ...result.columns.map(({ name, unit, role }) => [name, unit, role])]))
    for (const { line, why } of result.skipped) printLine(`line ${line} skipped: ${why}`)
    for (const { points, direction, drive, from, to } of result.sweeps) {
      printLine(`sweep ${direction > 0 ? 'up' : 'down'} from ${from} to ${to}, ${points} points, drive ${drive ?? 'unknown'}`)
    }
  }
}
