import type { Command } from '../command'
import { printJson, printLine } from '../print'
import { parseWords } from '../words'

const usage = 'doctor [--json]'

/** Which engines are there, and why the others are not. */
export const doctor: Command = {
  usage,
  summary: 'says which engines are there, and why others are not',
  run: async (words, { supervisor }) => {
    const parsed = parseWords(words, usage, [])
    const result = await supervisor.worker('measurement').ask({ kind: 'doctor' })
    const versions = { electron: process.versions.electron, node: process.versions.node }
    if (parsed.json) return printJson({ ...result, versions })
    printLine(`Electron ${versions.electron}, Node ${versions.node}`)
    for (const { name, available, device, version, why } of result.engines) {
      printLine(`${name} ${version}: ${available ? `available on ${device}` : 'not available'}. ${why}`)
    }
  }
}
