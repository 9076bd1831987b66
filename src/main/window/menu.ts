/** The application menu; its commands reach the window as events. */
import { app, Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron'
import type { WindowEvent } from '../../core/contract/window'

export function setMenu(window: BrowserWindow, tell: (event: WindowEvent) => void): void {
  const command = (label: string, accelerator: string, name: Extract<WindowEvent, { kind: 'menu' }>['command']): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => tell({ kind: 'menu', command: name })
  })
  const file: MenuItemConstructorOptions[] = [
    command('Open…', 'CmdOrCtrl+O', 'open'),
    command('Open Recipe…', 'CmdOrCtrl+Shift+O', 'open-recipe'),
    command('Save Recipe…', 'CmdOrCtrl+S', 'save-recipe'),
    { type: 'separator' },
    command('Export Model…', 'CmdOrCtrl+E', 'export'),
    { type: 'separator' },
    { role: process.platform === 'darwin' ? 'close' : 'quit' }
  ]
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    { label: 'File', submenu: file },
    { role: 'editMenu' },
    { label: 'Run', submenu: [command('Train', 'CmdOrCtrl+Return', 'train')] },
    { label: 'View', submenu: viewMenu() },
    { role: 'windowMenu' }
  ]
  const menu = Menu.buildFromTemplate(template)
  if (process.platform === 'darwin') Menu.setApplicationMenu(menu)
  else window.setMenu(menu)
}

function viewMenu(): MenuItemConstructorOptions[] {
  const developing: MenuItemConstructorOptions[] = app.isPackaged ? [] : [{ role: 'reload' }, { role: 'toggleDevTools' }]
  return [...developing, { role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }]
}
