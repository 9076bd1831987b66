/** The app with its window: store, supervisor, runs and the window's requests, put together. */
import { app } from 'electron'
import type { WindowEvent } from '../../core/contract/window'
import { createRuns, type Runs } from '../runs/runs'
import { openStore, type Store } from '../store/store'
import { createSupervisor, type Supervisor } from '../supervisor/supervisor'
import { createGrants } from './grants'
import { createMainWindow, loadPage } from './main-window'
import { setMenu } from './menu'
import { connectProgress } from './progress-ports'
import { answerRequests, type WindowServices } from './requests'

export interface WindowOptions {
  /** Folder of the store. */
  readonly home: string
  /** A measurement named on the command line. */
  readonly file: string | null
  /** Draws without a display. */
  readonly offscreen: boolean
}

export interface RunningWindow extends WindowServices {
  /** The program was started again: shows the window, and opens the file that was named. */
  readonly comeForward: (file: string | null) => void
  /** Ends the workers and closes the store. */
  readonly end: () => Promise<void>
}

export async function startWindow({ home, file, offscreen }: WindowOptions): Promise<RunningWindow> {
  const store = openStore(home)
  store.tidy()
  const window = createMainWindow(offscreen)
  const tell = (event: WindowEvent): void => {
    if (!window.isDestroyed()) window.webContents.send('sharkfin:event', event)
  }
  const supervisor = createSupervisor({
    onMessage: (message) => runs.hear(message),
    onStatus: (status) => tell({ kind: 'worker', status }),
    onStart: (name, worker) => name === 'training' && connectProgress(window, worker)
  })
  const runs = createRuns(store, () => supervisor, (summary) => tell({ kind: 'run', summary }))
  const grants = createGrants()
  const services = { window, store, supervisor, runs, grants, file }
  answerRequests(services)
  setMenu(window, tell)
  window.webContents.on('did-finish-load', () => {
    for (const status of supervisor.statuses()) tell({ kind: 'worker', status })
    const worker = supervisor.running('training')
    if (worker) connectProgress(window, worker)
  })
  const end = endOnce(runs, supervisor, store)
  endTogether(end)
  supervisor.worker('training')
  supervisor.worker('measurement')
  await loadPage(window)
  const comeForward = (named: string | null): void => {
    if (window.isMinimized()) window.restore()
    window.focus()
    if (named !== null) tell({ kind: 'file', file: grants.grantPath(named) })
  }
  return { ...services, comeForward, end }
}

/** Closing the window ends the program, and the program ends its workers first: no process is left behind. */
function endTogether(end: () => Promise<void>): void {
  let ended = false
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (ended) return
    event.preventDefault()
    void end().finally(() => {
      ended = true
      app.quit()
    })
  })
}

/** Ends the workers, then closes the store, however often it is asked for. */
function endOnce(runs: Runs, supervisor: Supervisor, store: Store): () => Promise<void> {
  let end: Promise<void> | null = null
  return () => {
    runs.end()
    return (end ??= supervisor.endAll().finally(store.close))
  }
}
