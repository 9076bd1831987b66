/** Chromium's sandbox, tried once for an ordinary user. Sharkfin never goes on without it in silence. */
import { statSync } from 'node:fs'
import { release, tmpdir } from 'node:os'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { lastWords, run } from './command.mjs'
import { cacheFolder, electronProgram, root } from './paths.mjs'
import { readStamp, sameStamp, writeStamp } from './stamp.mjs'
import { Stop } from './stop.mjs'
import { isRoot } from './system.mjs'

/** Longer than any start that succeeds, in ms. */
const PATIENCE = 30_000

/** Switches every start of Electron needs here: root has no sandbox to use, as Chromium refuses it. */
export function sandboxSwitches() {
  return process.platform === 'linux' && isRoot() ? ['--no-sandbox'] : []
}

/** Whether this user's sandbox was seen to work with this Electron under this kernel. */
export function sandboxKnown(electronFolder) {
  if (process.platform !== 'linux' || isRoot()) return true
  return sameStamp(readStamp(stampFile()), wantedStamp(electronFolder))
}

/** Starts a sandboxed page without a window; stops with the command to type where the system refuses. */
export async function trySandbox(electronFolder, say) {
  say('Trying the sandbox once ...')
  const profile = mkdtempSync(join(tmpdir(), 'sharkfin-sandbox-'))
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const switches = ['--ozone-platform=headless', '--disable-gpu', '--log-level=3', `--user-data-dir=${profile}`]
  const probe = join(root, 'build', 'setup', 'sandbox-probe')
  const result = await run(electronProgram(electronFolder), [...switches, probe], { env, timeout: PATIENCE })
  rmSync(profile, { recursive: true, force: true })
  if (result.code !== 0) throw new Stop(refusal(result.output, join(electronFolder, 'chrome-sandbox')))
  writeStamp(stampFile(), wantedStamp(electronFolder))
}

/** One sentence for a failed start; `helper` is the path of Chromium's set-uid helper. */
export function refusal(output, helper, helperIsSetUid = isSetUid(helper)) {
  if (!/sandbox/i.test(output)) {
    return `Electron does not start here (${lastWords(output)}); please report this sentence with the name of your system.`
  }
  if (helperIsSetUid) {
    return (
      'This system refuses the sandbox of Electron even with its set-uid helper, as some containers do; ' +
      'allow user namespaces for it (in Docker: --security-opt seccomp=unconfined), then run the same command again.'
    )
  }
  return (
    'This system refuses the sandbox of Electron to ordinary users (on Ubuntu, AppArmor does); ' +
    `type: sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`
  )
}

function isSetUid(helper) {
  const status = statSync(helper, { throwIfNoEntry: false })
  return status !== undefined && status.uid === 0 && (status.mode & 0o4000) !== 0
}

function stampFile() {
  return join(cacheFolder(), 'sandbox.json')
}

function wantedStamp(electronFolder) {
  return { electron: electronFolder, kernel: release(), user: process.getuid?.() ?? 0 }
}
