/** A page whose process dies is loaded anew; the workers, and what they train, know nothing of it. */
import { dialog, type BrowserWindow, type RenderProcessGoneDetails } from 'electron'
import { loadPage } from './main-window'

/** A page that dies again within this time, in ms, may die of what it does first: then the person is asked. */
const SOON = 60_000

export function recoverPage(window: BrowserWindow): void {
  let diedAt = -Infinity
  window.webContents.on('render-process-gone', (_, gone) => {
    if (gone.reason === 'clean-exit') return
    const before = diedAt
    diedAt = performance.now()
    // Chromium itself goes down where the same page is loaded before it has told everyone of the death.
    setImmediate(() => void (diedAt - before < SOON ? ask(window, gone) : reload(window)))
  })
}

async function reload(window: BrowserWindow): Promise<void> {
  // A page that dies while it loads is told of by the event itself.
  if (!window.isDestroyed()) await loadPage(window).catch(() => {})
}

async function ask(window: BrowserWindow, { reason, exitCode }: RenderProcessGoneDetails): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    title: 'Sharkfin',
    message: 'The page in this window stopped twice within a minute.',
    detail: `Its process ended: ${reason}, code ${exitCode}. Runs go on meanwhile, and what was trained is kept.`,
    buttons: ['Load it anew', 'Close Sharkfin'],
    defaultId: 0,
    cancelId: 0,
    noLink: true
  })
  if (response === 0) await reload(window)
  else if (!window.isDestroyed()) window.destroy()
}
