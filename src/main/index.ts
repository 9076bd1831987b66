/** Sharkfin starts here: with a window, or, after `--cli`, as a command line. */
import { join, resolve } from 'node:path'
import { app, dialog } from 'electron'
import { describeError, errorData } from '../core/contract/errors'
import { runCommandLine } from './commands/command-line'
import { startWindow } from './window/start-window'

/** SHARKFIN_HOME names another folder for runs and settings; tests use it. */
function homeFolder(): string {
  const { SHARKFIN_HOME } = process.env
  if (SHARKFIN_HOME) app.setPath('userData', join(resolve(SHARKFIN_HOME), 'electron'))
  return SHARKFIN_HOME ? resolve(SHARKFIN_HOME) : join(app.getPath('userData'), 'store')
}

const at = process.argv.indexOf('--cli')
const home = homeFolder()

// Electron is ready only when this module has been evaluated, so nothing here may be awaited.
void app.whenReady().then(at >= 0 ? commandLine : window)

async function commandLine(): Promise<void> {
  app.exit(await runCommandLine(process.argv.slice(at + 1), home))
}

async function window(): Promise<void> {
  const file = process.argv.slice(1).find((argument) => !argument.startsWith('-') && resolve(argument) !== app.getAppPath())
  try {
    await startWindow({ home, file: file === undefined ? null : resolve(file), offscreen: false })
  } catch (thrown) {
    dialog.showErrorBox('Sharkfin cannot start', describeError(errorData(thrown)))
    app.exit(1)
  }
}
