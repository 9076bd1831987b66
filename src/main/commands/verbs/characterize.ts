import { basename, resolve } from 'node:path'
import { characterizeOptionsSchema, type Characterization, type CharacterizeOptions, type Group } from '../../../core/contract/characterization'
import { printGroups } from '../print-groups'
import { bundledSimulations } from '../../resources'
import type { Command } from '../command'
import { modelPath } from '../model-path'
import { printJson, printLine } from '../print'
import { withSettings } from '../settings'
import { oneName, parseWords } from '../words'

const usage = 'characterize FILE [--model RUN|MODEL] [--set key=value]... [--json]'

/** Physical parameters of a measured file, with their uncertainties. */
export const characterize: Command = {
  usage,
  summary: 'reads physical parameters with uncertainties from a measured file',
  run: async (words, services) => {
    const parsed = parseWords(words, usage, ['model'])
    const path = resolve(oneName(parsed, usage, 'The file'))
    const options = withSettings<CharacterizeOptions>({}, parsed.sets, characterizeOptionsSchema)
    const source = { kind: 'path', path, name: basename(path) } as const
    const model = modelPath(parsed.flag('model'), services.store)
    const result = await services.supervisor.worker('measurement').ask({ kind: 'characterize', source, options, model, recipes: await bundledSimulations() })
    if (parsed.json) return printJson({ file: path, ...withoutCurves(result) })
    printLine(printGroups(result))
  }
}

/** The numbers; the points of every curve are for pictures. */
function withoutCurves({ joint, sweeps, all }: Characterization): object {
  const numbers = ({ curves: _, ...group }: Group): unknown => group
  return { joint: joint.map(numbers), sweeps: sweeps.map(numbers), all: all && numbers(all) }
}
