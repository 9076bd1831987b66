import type { EngineReport } from '../../../core/contract/engine'
import type { Command } from '../command'
import { printJson, printLine, table } from '../print'
import { findRecipe } from '../recipes'
import { oneName, parseWords } from '../words'

const usage = 'doctor [RECIPE] [--json]'
const STANDARD = 'duffing-curve'

/** Which engines are there, how fast each trains a step, and why the others are absent. */
export const doctor: Command = {
  usage,
  summary: 'says which engines are there and how fast they train a step, and why others are absent',
  run: async (words, { supervisor }) => {
    const parsed = parseWords(words, usage, [])
    const recipe = await findRecipe(parsed.names.length > 0 ? oneName(parsed, usage, 'The recipe') : STANDARD)
    const result = await supervisor.worker('measurement').ask({ kind: 'doctor', recipe, measure: true })
    const versions = { electron: process.versions.electron, node: process.versions.node }
    if (parsed.json) return printJson({ ...result, recipe: recipe.name, versions })
    printLine(`Electron ${versions.electron}, Node ${versions.node}; speed on a step of ${recipe.name}`)
    printLine(table([['engine', 'state', 'speed', 'on'], ...result.engines.map(row)]))
    const absent = result.engines.filter(({ available }) => !available)
    if (absent.length > 0) printLine('\nAbsent:')
    for (const { name, why, remedy } of absent) printLine(`  ${name}: ${why} ${remedy}`)
  }
}

function row({ name, available, stepsPerSecond, device, version, memory }: EngineReport): string[] {
  const speed = stepsPerSecond === null ? '' : `${Math.round(stepsPerSecond).toLocaleString('en')} steps/s`
  const size = memory === null ? '' : `${(memory / 2 ** 30).toFixed(1)} GiB`
  return [name, available ? 'there' : 'absent', speed, [device, size, version].filter(Boolean).join(', ')]
}
