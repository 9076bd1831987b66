/** Connects the training worker with the window by a port of their own, anew after each reload and each new worker. */
import { MessageChannelMain, type BrowserWindow } from 'electron'
import type { ComputeWorker } from '../supervisor/compute-worker'

/** Main only makes the channel; progress does not pass through it. */
export function connectProgress(window: BrowserWindow, worker: ComputeWorker): void {
  if (window.isDestroyed()) return
  const { port1, port2 } = new MessageChannelMain()
  worker.order({ kind: 'progress-port' }, port1)
  window.webContents.postMessage('sharkfin:progress-port', null, [port2])
}
