/**
 * The bridge into the page: the window half of core/contract/window.ts. It holds no state and knows no paths but that of
 * a file that was really dropped, which only Electron can tell.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { SharkfinBridge, WindowEvent } from '../../core/contract/window'

const bridge: SharkfinBridge = {
  request: (request) => ipcRenderer.invoke('sharkfin:request', request),
  grantDrop: (file) => ipcRenderer.invoke('sharkfin:grant-drop', file instanceof File ? webUtils.getPathForFile(file) : null),
  onEvent: (listener) => {
    const hear = (_: unknown, event: WindowEvent): void => listener(event)
    ipcRenderer.on('sharkfin:event', hear)
    return () => ipcRenderer.off('sharkfin:event', hear)
  },
  platform: process.platform
}

contextBridge.exposeInMainWorld('sharkfin', bridge)

// A port cannot pass the bridge; it is handed to the page as a message.
ipcRenderer.on('sharkfin:progress-port', ({ ports }) => {
  window.postMessage({ kind: 'sharkfin-progress-port' }, '*', [...ports])
})
