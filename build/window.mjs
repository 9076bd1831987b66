/** The built app's window, driven from a script: on a store of its own, on a screen in memory where there is none. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './setup/paths.mjs'
import { sandboxSwitches } from './setup/sandbox.mjs'
import { setUp } from './setup/set-up.mjs'
import { hasDisplay } from './setup/system.mjs'

/**
 * Does something with the window, and closes it.
 * @param {(window: {app: object, page: object, home: string}) => Promise<void>} use home: the store's folder, which goes with the window
 */
export async function withWindow(use) {
  if (!hasDisplay()) return onScreenInMemory()
  const { electron } = await setUp({ windows: true })
  const { _electron } = await import('playwright')
  const home = mkdtempSync(join(tmpdir(), 'sharkfin-window-'))
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env
  const env = { ...environment, SHARKFIN_HOME: home }
  const app = await _electron.launch({ executablePath: electron, args: [...sandboxSwitches(), root], env })
  try {
    const page = await app.firstWindow()
    await page.getByTestId('train-button').waitFor()
    await use({ app, page, home })
  } finally {
    await app.close()
    rmSync(home, { recursive: true, force: true })
  }
}

/** @param size width and height of the content, CSS pixels */
export async function resize(app, [width, height]) {
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0].setContentSize(size[0], size[1]), [width, height])
}

/** The whole script again, on a screen of its own. */
function onScreenInMemory() {
  const args = ['-a', '-s', '-screen 0 1920x1080x24', process.execPath, ...process.argv.slice(1)]
  const child = spawn('xvfb-run', args, { stdio: 'inherit' })
  return new Promise((done) => child.on('close', (code) => done((process.exitCode = code ?? 1))))
}
