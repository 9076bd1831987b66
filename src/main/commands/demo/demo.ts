/**
 * The main job without a display, as `npm start` runs it there: train duffing-curve, read a bundled measured sweep, print
 * its parameters, write the model, the report and a picture of the real window.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { app } from 'electron'
import type { Characterization } from '../../../core/contract/characterization'
import { SharkfinError } from '../../../core/contract/errors'
import type { RunSummary } from '../../../core/contract/run'
import { sampleMeasurements } from '../../resources'
import { startWindow } from '../../window/start-window'
import type { Command } from '../command'
import { printLine, say } from '../print'
import { printGroups } from '../print-groups'
import { findRecipe } from '../recipes'
import { parseWords } from '../words'
import { pictureOf } from './picture'
import { reportOf } from './report'

const usage = 'demo [--out DIR]'
const SAMPLE = 'example3.txt'

export const demo: Command = {
  usage,
  summary: 'the main job on a bundled measurement: trains, reads, exports, writes a report and a picture',
  run: async (words, { home }) => {
    const folder = resolve(parseWords(words, usage, ['out']).flag('out') ?? 'sharkfin-demo')
    await mkdir(folder, { recursive: true })
    const measurement = await findSample()
    say('Starting the window offscreen ...')
    const services = await startWindow({ home: join(home, 'demo'), file: measurement, offscreen: true })
    const { runs, supervisor, store, window } = services
    try {
      say('Training duffing-curve ...')
      const summary = await runs.start(await findRecipe('duffing-curve'), 'auto').rest
      if (summary.state !== 'finished') throw new SharkfinError(summary.error ?? notFinished(summary.state))
      const worker = supervisor.worker('measurement')
      const source = { kind: 'path', path: measurement, name: basename(measurement) } as const
      const result = await worker.ask({ kind: 'characterize', source, options: {}, model: null, recipes: [] })
      const model = join(folder, 'duffing-curve.onnx')
      const exported = await worker.ask({ kind: 'export', folder: store.folder(summary.run), out: model, version: app.getVersion() })
      const picture = await writeFileNamed(join(folder, 'window.png'), await pictureOf(window))
      const report = await writeFileNamed(join(folder, 'report.md'), reportOf(summary, basename(measurement), result, exported))
      const json = await writeFileNamed(join(folder, 'parameters.json'), JSON.stringify(result, null, 2))
      printResult(summary, measurement, result)
      for (const file of [model, ...exported.beside, report, json, picture]) printLine(file)
    } finally {
      await services.end()
    }
  }
}

async function findSample(): Promise<string> {
  const path = (await sampleMeasurements()).find((sample) => basename(sample) === SAMPLE)
  if (path !== undefined) return path
  throw new SharkfinError({ code: 'sample-missing', message: `The bundled sample ${SAMPLE} is missing.`, remedy: 'Install Sharkfin anew.' })
}

function notFinished(state: string): { code: string; message: string; remedy: string } {
  return { code: 'run-unfinished', message: `The training came to rest ${state}.`, remedy: 'Run the same command again.' }
}

async function writeFileNamed(path: string, content: string | Uint8Array): Promise<string> {
  await writeFile(path, content)
  return path
}

function printResult({ recipe, batch, seconds, loss }: RunSummary, measurement: string, result: Characterization): void {
  printLine(`${recipe.title}: ${batch} batches in ${seconds.toFixed(1)} s, validation loss ${loss.validation?.toPrecision(3)}`)
  printLine()
  printLine(`Measured: ${measurement}`)
  printLine(printGroups({ ...result, sweeps: [] }))
  printLine()
  printLine('Files:')
}
