/** The locked dependencies: installed when they are missing, or when the lock, Node or the platform changed. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lastWords, npm } from './command.mjs'
import { root } from './paths.mjs'
import { digest, readStamp, sameStamp, writeStamp } from './stamp.mjs'
import { Stop } from './stop.mjs'

const stampFile = join(root, 'node_modules', '.sharkfin-setup.json')

/** What node_modules must have been installed for. */
export function dependencyStamp(lockText, { nodeVersion, platform, arch }) {
  return { lock: digest(lockText), node: nodeVersion.split('.')[0], platform, arch }
}

/**
 * Whether npm's own record of an installation holds every package of the lock at its version.
 * Optional packages may be absent: they are for other platforms.
 */
export function installedMatchesLock(lock, installed) {
  if (!installed?.packages) return false
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '' || wanted.link) return true
    const present = installed.packages[path]
    return present ? present.version === wanted.version : wanted.optional === true
  })
}

/** `ready`; `adopt` where somebody ran npm by hand and it fits; else `install`. */
export function dependencyState({ stamp, wanted, lock, installed }) {
  if (sameStamp(stamp, wanted)) return 'ready'
  return stamp === undefined && installedMatchesLock(lock, installed) ? 'adopt' : 'install'
}

/** Whether there is nothing to install. A hand-made, fitting node_modules is stamped on the way. */
export function dependenciesReady() {
  const lockText = readLock()
  const wanted = wantedStamp(lockText)
  const stamp = readStamp(stampFile)
  if (sameStamp(stamp, wanted)) return true
  const installed = readStamp(join(root, 'node_modules', '.package-lock.json'))
  if (dependencyState({ stamp, wanted, lock: JSON.parse(lockText), installed }) !== 'adopt') return false
  writeStamp(stampFile, wanted)
  return true
}

/** Installs what package-lock.json says, without running any code of a dependency. */
export async function installDependencies(say) {
  say(`${existsSync(join(root, 'node_modules')) ? 'Renewing' : 'Installing'} the locked dependencies (a minute or so) ...`)
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip', ELECTRON_SKIP_BINARY_DOWNLOAD: '1', NODE_ENV: '' }
  const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--loglevel=error']
  const { code, output } = await npm(args, { cwd: root, env })
  if (code !== 0) {
    throw new Stop(
      `The locked dependencies could not be installed (npm: ${lastWords(output)}); ` +
        'check the network and the free disk space, then run the same command again.'
    )
  }
  writeStamp(stampFile, wantedStamp(readLock()))
}

function readLock() {
  const file = join(root, 'package-lock.json')
  if (!existsSync(file)) throw new Stop('package-lock.json is missing; restore it with "git checkout package-lock.json".')
  return readFileSync(file, 'utf8')
}

function wantedStamp(lockText) {
  return dependencyStamp(lockText, { nodeVersion: process.versions.node, platform: process.platform, arch: process.arch })
}
