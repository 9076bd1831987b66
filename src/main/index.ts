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

/** @param folder that relative names start from */
function namedFile(words: readonly string[], folder: string): string | null {
  const file = words.slice(1).find((word) => !word.startsWith('-') && resolve(folder, word) !== app.getAppPath())
  return file === undefined ? null : resolve(folder, file)
}

async function commandLine(): Promise<void> {
  app.exit(await runCommandLine(process.argv.slice(at + 1), home))
}

/** One window for a store: a second start brings it to the front, with the file that was named. */
async function window(): Promise<void> {
  if (!app.requestSingleInstanceLock()) return app.exit(0)
  try {
    const running = await startWindow({ home, file: namedFile(process.argv, process.cwd()), offscreen: false })
    app.on('second-instance', (_, words, folder) => running.comeForward(namedFile(words, folder)))
  } catch (thrown) {
    dialog.showErrorBox('Sharkfin cannot start', describeError(errorData(thrown)))
    app.exit(1)
  }
}
