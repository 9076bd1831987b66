/** The one window: sandboxed, isolated, never elsewhere than on its own page. */
import { join } from 'node:path'
import { BrowserWindow, nativeTheme, session } from 'electron'

const PAPER = { light: '#fbfaf7', dark: '#12161b' }

/** @param offscreen draws without a display, for the command line's picture */
export function createMainWindow(offscreen: boolean): BrowserWindow {
  refusePermissions()
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 960,
    minHeight: 640,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light,
    webPreferences: {
      offscreen,
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false
    }
  })
  stayOnPage(window)
  if (!offscreen) window.once('ready-to-show', () => window.show())
  return window
}

/** Loads the page: the built one, or that of the development server when electron-vite runs one. */
export async function loadPage(window: BrowserWindow): Promise<void> {
  const server = process.env.ELECTRON_RENDERER_URL
  await (server ? window.loadURL(server) : window.loadFile(join(import.meta.dirname, '../renderer/index.html')))
}

/** A file dropped beside the page, or a link, must not replace the page; nothing opens a second window. */
function stayOnPage(window: BrowserWindow): void {
  window.webContents.on('will-navigate', (event) => event.preventDefault())
  window.webContents.on('will-attach-webview', (event) => event.preventDefault())
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

function refusePermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
}
