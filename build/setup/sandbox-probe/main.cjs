/** Starts one sandboxed page and ends with 0 when it has answered; started by ../sandbox.mjs. */
const { app, BrowserWindow } = require('electron')

app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, offscreen: true } })
  window.webContents.on('render-process-gone', () => app.exit(3))
  await window.loadURL('data:text/html,<title>ok</title>')
  app.exit((await window.webContents.executeJavaScript('document.title')) === 'ok' ? 0 : 3)
})
