/** The whole set-up, step by step; each step first looks whether there is anything to do. */
import { appReady, buildApp } from './app.mjs'
import { dependenciesReady, installDependencies } from './dependencies.mjs'
import { fetchElectron, findElectron } from './electron.mjs'
import { withLock } from './lock.mjs'
import { electronProgram } from './paths.mjs'
import { sandboxKnown, trySandbox } from './sandbox.mjs'
import { completeSystem, missingFromSystem } from './system.mjs'

/**
 * Makes this checkout ready to run.
 * @param {{say?: (line: string) => void, windows?: boolean, app?: boolean}} [options] `windows`: windows must be shown,
 *   on a virtual screen where there is no display; `app`: whether the built app is wanted (default true)
 * @returns {Promise<{electron: string, folder: string}>} Electron's program, and the folder it lies in
 * @throws Stop with one sentence that names the remedy
 */
export async function setUp({ say = sayOnError, windows = false, app = true } = {}) {
  const ready = await look(windows, app)
  if (ready) return ready
  return withLock(say, () => complete(say, windows, app))
}

/** Progress goes to standard error: standard output belongs to the command that was asked for. */
export function sayOnError(line) {
  process.stderr.write(`${line}\n`)
}

async function look(windows, app) {
  const folder = dependenciesReady() ? findElectron() : undefined
  if (folder === undefined || !sandboxKnown(folder) || (app && !appReady())) return undefined
  const missing = await missingFromSystem(folder, windows)
  return missing.libraries.length > 0 || missing.screen ? undefined : result(folder)
}

async function complete(say, windows, app) {
  if (!dependenciesReady()) await installDependencies(say)
  const folder = findElectron() ?? (await fetchElectron(say))
  const missing = await missingFromSystem(folder, windows)
  if (missing.libraries.length > 0 || missing.screen) await completeSystem(missing, folder, say)
  if (!sandboxKnown(folder)) await trySandbox(folder, say)
  if (app && !appReady()) await buildApp(say)
  return result(folder)
}

function result(folder) {
  return { electron: electronProgram(folder), folder }
}
