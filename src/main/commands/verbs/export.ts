import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { app } from 'electron'
import type { Command } from '../command'
import { printJson, printLine } from '../print'
import { oneName, parseWords, wrongUsage } from '../words'

const usage = 'export RUN --out FILE [--format onnx] [--json]'

/** The network of a run as ONNX, reopened and compared at once. */
export const exportModel: Command = {
  usage,
  summary: 'writes the trained network of a run as ONNX, reopens it and compares',
  run: async (words, { store, supervisor }) => {
    const parsed = parseWords(words, usage, ['out', 'format'])
    const run = oneName(parsed, usage, 'The run')
    const out = parsed.flag('out')
    if (out === undefined) throw wrongUsage('--out FILE is missing.', usage)
    if ((parsed.flag('format') ?? 'onnx') !== 'onnx') throw wrongUsage('The only format is onnx.', usage)
    const folder = existsSync(run) ? resolve(run) : store.folder(store.summary(run).run)
    const result = await supervisor.worker('measurement').ask({ kind: 'export', folder, out: resolve(out), version: app.getVersion() })
    if (parsed.json) return printJson(result)
    printLine(`${result.out}: opset ${result.opset}, largest difference to the trained network ${result.maxDifference.toExponential(1)}`)
    for (const file of result.beside) printLine(`beside it: ${file}`)
  }
}
