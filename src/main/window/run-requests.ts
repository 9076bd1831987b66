/** What the window asks of the store of runs: the list, one run whole, names, deletion, and exported models. */
import { app, dialog } from 'electron'
import { SharkfinError } from '../../core/contract/errors'
import type { WindowAnswers, WindowRequest } from '../../core/contract/window'
import type { WindowServices } from './requests'

type Asked<Kind extends WindowRequest['kind']> = Extract<WindowRequest, { kind: Kind }>

export async function runOf({ recipe }: Asked<'run-of'>, { store }: WindowServices): Promise<WindowAnswers['run-of']> {
  const run = store.runOf(recipe)
  return run === null ? null : store.history(run)
}

/** @throws SharkfinError `run-busy` where a worker has one of them, or will have it */
export async function deleteRuns({ runs: gone }: Asked<'delete-runs'>, { store, runs }: WindowServices): Promise<null> {
  if (gone.some(runs.isUnderWay)) {
    throw new SharkfinError({ code: 'run-busy', message: 'A run in training cannot be deleted.', remedy: 'Stop it first.' })
  }
  store.delete(gone)
  return null
}

export async function exportModel({ run }: Asked<'export-model'>, { window, store, supervisor }: WindowServices): Promise<WindowAnswers['export-model']> {
  const name = `${store.summary(run).recipe.name}.onnx`
  const { filePath } = await dialog.showSaveDialog(window, {
    title: 'Export the trained network',
    defaultPath: name,
    filters: [{ name: 'ONNX model', extensions: ['onnx'] }]
  })
  if (!filePath) return null
  const result = await supervisor.worker('measurement').ask({ kind: 'export', folder: store.folder(run), out: filePath, version: app.getVersion() })
  store.addExport(run, result.out, result.maxDifference)
  return result
}
