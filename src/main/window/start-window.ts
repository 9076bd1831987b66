/** The app with its window: store, supervisor, runs and the window's requests, put together. */
import { app } from 'electron'
import type { WindowEvent } from '../../core/contract/window'
import { createRuns } from '../runs/runs'
import { openStore } from '../store/store'
import { createSupervisor } from '../supervisor/supervisor'
import { createGrants } from './grants'
import { createMainWindow, loadPage } from './main-window'
import { setMenu } from './menu'
import { connectProgress } from './progress-ports'
import { answerRequests } from './requests'

/** @param home folder of the store; @param file a measurement named on the command line */
export async function startWindow(home: string, file: string | null): Promise<void> {
  const store = openStore(home)
  const window = createMainWindow()
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
  answerRequests({ window, store, supervisor, runs, grants, file })
  setMenu(window, tell)
  window.webContents.on('did-finish-load', () => {
    for (const status of supervisor.statuses()) tell({ kind: 'worker', status })
    const worker = supervisor.running('training')
    if (worker) connectProgress(window, worker)
  })
  endTogether(supervisor.endAll, store.close)
  supervisor.worker('training')
  supervisor.worker('measurement')
  await loadPage(window)
}

/** Closing the window ends the program, and the program ends its workers first: no process is left behind. */
function endTogether(endWorkers: () => Promise<void>, closeStore: () => void): void {
  let ended = false
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (ended) return
    event.preventDefault()
    void endWorkers().finally(() => {
      ended = true
      closeStore()
      app.quit()
    })
  })
}
