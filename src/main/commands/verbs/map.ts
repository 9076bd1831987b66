import { basename, resolve } from 'node:path'
import type { Estimate } from '../../../core/contract/characterization'
import { mapOptionsSchema, type MapOptions, type MapReading } from '../../../core/contract/map'
import { formatNumber } from '../../../core/numbers/format'
import { formatUncertain } from '../../../core/numbers/uncertainty'
import type { Command } from '../command'
import { modelPath } from '../model-path'
import { printJson, printLine, table } from '../print'
import { findSimulation } from '../recipes'
import { withSettings } from '../settings'
import { oneName, parseWords } from '../words'

const usage = 'map FILE [--recipe RECIPE] [--model RUN|MODEL] [--set key=value]... [--json]'
/** The recipe whose maps a measured one is compared with, where none is named. */
const LESSON = 'duffing-map'

/** Physical parameters of a measured map, by a fit of simulated maps and by a network where one is named. */
export const map: Command = {
  usage,
  summary: 'reads parameters with uncertainties from a measured map: a matrix with axes, .npy, or sweeps at many drives',
  run: async (words, { supervisor, store }) => {
    const parsed = parseWords(words, usage, ['recipe', 'model'])
    const path = resolve(oneName(parsed, usage, 'The file'))
    const options = withSettings<MapOptions>({}, parsed.sets, mapOptionsSchema)
    const model = modelPath(parsed.flag('model'), store)
    const named = parsed.flag('recipe')
    // A network knows the recipe of the maps that it was trained on.
    const recipe = named === undefined && model !== null ? null : await findSimulation(named ?? LESSON)
    const source = { kind: 'path', path, name: basename(path) } as const
    const reading = await supervisor.worker('measurement').ask({ kind: 'map', source, options, recipe, model })
    if (parsed.json) return printJson({ ...numbersOf(reading), file: path })
    printLine(inWords(reading))
  }
}

/** The numbers; the maps themselves are for pictures. */
function numbersOf({ parameters, measured: _, model: __, difference: ___, ...rest }: MapReading): object {
  const some = (of: (parameter: MapReading['parameters'][number]) => readonly [string, Estimate | null]): Record<string, Estimate> | null => {
    const found = parameters.map(of).flatMap(([name, estimate]) => (estimate ? [[name, estimate] as const] : []))
    return found.length > 0 ? Object.fromEntries(found) : null
  }
  return {
    ...rest,
    parameters: some(({ name, fit }) => [name, fit]) ?? {},
    lab: some(({ lab }) => [lab?.name ?? '', lab?.estimate ?? null]),
    network: some(({ name, network }) => [name, network])
  }
}

function inWords(reading: MapReading): string {
  const { file, understood, assumptions, warnings, parameters, gain, offset, fit, unread } = reading
  const shown = (estimate: Estimate | null): string => (estimate ? formatUncertain(estimate.value, estimate.stderr) : '')
  const rows = parameters.map(({ name, unit, fit: fitted, network, lab }) => [`  ${name}`, shown(fitted), unit, shown(network), lab ? `${lab.name} ${shown(lab.estimate)} ${lab.estimate.unit}` : ''])
  const scales = [['gain', gain] as const, ['background', offset] as const].flatMap(([name, estimate]) => (estimate ? [[`  ${name}`, shown(estimate), estimate.unit, '', '']] : []))
  return [
    `${file}: ${understood.join('; ')}`,
    ...warnings.map(({ message }) => `  ! ${message}`),
    table([['  parameter', 'value(error)', 'unit', 'network', 'in the file\'s units'], ...rows, ...scales]),
    ...(fit ? [`  a cell lies ${formatNumber(fit.scatter, 2)} from the model, the noise is ${formatNumber(fit.noise, 2)}; relative rms ${formatNumber(fit.relativeRms)}`] : []),
    ...(unread === '' ? [] : [`  ${unread}`]),
    ...assumptions.map((words) => `  assumed: ${words}`)
  ].join('\n')
}
