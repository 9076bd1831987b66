/** What the window may ask of main: the host half of core/contract/window.ts. One entry for each kind of request. */
import { app, clipboard, ipcMain, type BrowserWindow } from 'electron'
import { errorData, SharkfinError } from '../../core/contract/errors'
import { windowRequestSchema, type WindowAnswers, type WindowRequest, type WindowRequestKind } from '../../core/contract/window'
import { bundledRecipes, bundledSimulations, sampleMeasurements } from '../resources'
import type { RunOrder, Runs } from '../runs/runs'
import type { Store } from '../store/store'
import type { Supervisor } from '../supervisor/supervisor'
import { openFile, save, saveRecipe } from './files'
import type { Grants } from './grants'
import { deleteRuns, exportModel, runOf } from './run-requests'

export interface WindowServices {
  readonly window: BrowserWindow
  readonly store: Store
  readonly supervisor: Supervisor
  readonly runs: Runs
  readonly grants: Grants
  /** A file named on the command line. */
  readonly file: string | null
}

type Handlers = {
  readonly [Kind in WindowRequestKind]: (
    request: Extract<WindowRequest, { kind: Kind }>,
    services: WindowServices
  ) => Promise<WindowAnswers[Kind]>
}

const handlers: Handlers = {
  'start-page': startPage,
  train: async ({ recipe, engine, paused }, { runs }) => runs.start(recipe, engine, paused).summary,
  pause: async ({ kind, run }, { runs }) => order(runs, kind, run),
  'go-on': async ({ kind, run }, { runs }) => order(runs, kind, run),
  stop: async ({ kind, run }, { runs }) => order(runs, kind, run),
  step: async ({ kind, run }, { runs }) => order(runs, kind, run),
  network: ({ run }, { supervisor, store }) => supervisor.worker('measurement').ask({ kind: 'network', folder: store.folder(run) }),
  draw: (request, { supervisor }) => supervisor.worker('measurement').ask(request),
  resume: async ({ run, engine }, { runs }) => runs.resume(run, engine).summary,
  engines: ({ recipe, measure }, { supervisor }) => supervisor.worker('measurement').ask({ kind: 'doctor', recipe, measure }),
  samples: (request, { supervisor }) => supervisor.worker('measurement').ask(request),
  'open-file': openFile,
  'read-recipe': ({ file }, { supervisor, grants }) => supervisor.worker('measurement').ask({ kind: 'read-recipe', source: grants.source(file) }),
  'save-recipe': saveRecipe,
  paste: async ({ text }, { grants }) => grants.grantText(text),
  'read-file': ({ file, options }, { supervisor, grants }) =>
    supervisor.worker('measurement').ask({ kind: 'read', source: grants.source(file), options }),
  characterize: async ({ file, options, run }, { supervisor, grants, store }) => {
    const model = run === null ? null : store.folder(run)
    return supervisor.worker('measurement').ask({ kind: 'characterize', source: grants.source(file), options, model, recipes: await bundledSimulations() })
  },
  'reveal-test': revealTest,
  'read-points': ({ file }, { supervisor, grants }) => supervisor.worker('measurement').ask({ kind: 'read-points', source: grants.source(file) }),
  'read-structure': ({ file }, { supervisor, grants }) =>
    supervisor.worker('measurement').ask({ kind: 'read-structure', source: grants.source(file) }),
  structure: (request, { supervisor }) => supervisor.worker('measurement').ask(request),
  map: ({ file, options, recipe, run }, { supervisor, grants, store }) =>
    supervisor.worker('measurement').ask({ kind: 'map', source: grants.source(file), options, recipe, model: run === null ? null : store.folder(run) }),
  'export-model': exportModel,
  save,
  'read-with': ({ file, run }, { supervisor, grants, store }) => supervisor.worker('measurement').ask({ kind: 'read-with', source: grants.source(file), model: store.folder(run) }),
  runs: async (_, { store }) => store.list(),
  'run-history': async ({ run }, { store }) => store.history(run),
  'run-exports': async ({ run }, { store }) => store.exports(run),
  'run-of': runOf,
  'rename-run': async ({ run, name }, { store }) => nothing(store.rename(run, name)),
  'delete-runs': deleteRuns,
  'restore-runs': async ({ runs }, { store }) => nothing(store.restore(runs)),
  copy: async ({ text }) => {
    clipboard.writeText(text)
    return null
  }
}

/** Answers the window's requests until it is closed. Only its own main frame is heard. */
export function answerRequests(services: WindowServices): void {
  const { window } = services
  const heard = (event: Electron.IpcMainInvokeEvent): boolean => event.senderFrame === window.webContents.mainFrame
  ipcMain.handle('sharkfin:request', async (event, data: unknown) => {
    if (heard(event)) return reply(() => answer(windowRequestSchema.parse(data), services))
    throw new Error('A frame that is not the window asked.')
  })
  ipcMain.handle('sharkfin:grant-drop', async (event, path: unknown) => {
    if (heard(event)) return reply(async () => grantDrop(path, services))
    throw new Error('A frame that is not the window asked.')
  })
  window.once('closed', () => {
    ipcMain.removeHandler('sharkfin:request')
    ipcMain.removeHandler('sharkfin:grant-drop')
  })
}

function answer<Kind extends WindowRequestKind>(request: Extract<WindowRequest, { kind: Kind }>, services: WindowServices): Promise<unknown> {
  const handler: (request: Extract<WindowRequest, { kind: Kind }>, services: WindowServices) => Promise<unknown> =
    handlers[request.kind]
  return handler(request, services)
}

async function reply(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return { ok: true, value: await work() }
  } catch (thrown) {
    return { ok: false, error: errorData(thrown) }
  }
}

/** The preload script names the path of a File that was really dropped; text that only looks like one has none. */
async function grantDrop(path: unknown, { grants }: WindowServices): Promise<WindowAnswers['paste']> {
  if (typeof path === 'string' && path !== '') return grants.grantPath(path)
  throw new SharkfinError({
    code: 'drop-without-file',
    message: 'What was dropped is not a file on this computer.',
    remedy: 'Drop a file, or copy its text and paste it here.'
  })
}

async function startPage(_: WindowRequest, { store, grants, runs, file }: WindowServices): Promise<WindowAnswers['start-page']> {
  // Runs that the store believes under way, though no worker of any Sharkfin has them: the app itself ended during them.
  for (const summary of store.underWay().filter(({ run }) => !runs.isUnderWay(run))) {
    store.save({ ...summary, state: 'interrupted', batch: summary.checkpointBatch })
  }
  const newest = store.newest()
  return {
    version: app.getVersion(),
    recipes: await bundledRecipes(),
    samples: (await sampleMeasurements()).map((path) => grants.grantPath(path)),
    lastRun: newest ? store.history(newest.run) : null,
    file: file === null ? null : grants.grantPath(file)
  }
}

function nothing(_: void): null {
  return null
}

async function order(runs: Runs, kind: RunOrder, run: string): Promise<null> {
  runs.order(kind, run)
  return null
}

/** Once seen, it stays what it was: a test that is looked at again after more training would be one more validation. */
async function revealTest(
  { run }: Extract<WindowRequest, { kind: 'reveal-test' }>,
  { store, supervisor }: WindowServices
): Promise<WindowAnswers['reveal-test']> {
  const seen = store.test(run)
  if (seen) return seen
  const result = await supervisor.worker('measurement').ask({ kind: 'test', folder: store.folder(run) })
  store.saveTest(run, result)
  return result
}
