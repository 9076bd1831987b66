/** What the Linux system must bring: shared libraries for Electron and, for tests without a display, a virtual screen. */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { lastWords, run } from './command.mjs'
import { missingLibraries, packagesFor, usesTime64Names } from './debian-packages.mjs'
import { electronProgram } from './paths.mjs'
import { Stop } from './stop.mjs'

/** Whether windows can be shown. */
export function hasDisplay(platform = process.platform, env = process.env) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/** The system's administrator, who may install packages and whom Chromium's sandbox refuses. */
export function isRoot() {
  return process.getuid?.() === 0
}

/**
 * What is missing for Electron here.
 * @param {boolean} windows whether windows must be shown, on a virtual screen if need be
 * @returns {Promise<{libraries: string[], screen: boolean}>}
 */
export async function missingFromSystem(electronFolder, windows) {
  if (process.platform !== 'linux') return { libraries: [], screen: false }
  const { output } = await run('ldd', [electronProgram(electronFolder)])
  const screen = windows && !hasDisplay() && !['xvfb-run', 'Xvfb', 'xauth'].every(onPath)
  return { libraries: missingLibraries(output), screen }
}

/** Installs what is missing as root; stops with the command to type for everybody else. */
export async function completeSystem(missing, electronFolder, say) {
  const names = [...missing.libraries, ...(missing.screen ? ['xvfb'] : [])].join(', ')
  if (!onPath('apt-get')) {
    throw new Stop(`This system lacks ${names}; install the packages that hold them, then run the same command again.`)
  }
  if (!isRoot()) {
    const packages = packagesFor(missing.libraries, { time64: await time64(), screen: missing.screen })
    throw new Stop(`This system lacks ${names}; type: sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`)
  }
  await installPackages(missing, say)
  const left = await missingFromSystem(electronFolder, missing.screen)
  if (left.libraries.length > 0 || left.screen) {
    const still = [...left.libraries, ...(left.screen ? ['xvfb'] : [])].join(', ')
    throw new Stop(`After the installation this system still lacks ${still}; install the packages that hold them.`)
  }
}

async function installPackages(missing, say) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  say('Refreshing the list of system packages ...')
  await run('apt-get', ['update', '-qq'], { env })
  const screen = missing.screen || (!hasDisplay() && !onPath('Xvfb'))
  const packages = packagesFor(missing.libraries, { time64: await time64(), screen })
  say(`Installing system packages: ${packages.join(' ')} ...`)
  const { code, output } = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env })
  if (code !== 0) {
    const why = lastWords(output.split('\n').filter((line) => line.startsWith('E:')).join('\n') || output)
    throw new Stop(`apt-get could not install them (${why}); type: apt-get install -y --no-install-recommends ${packages.join(' ')}`)
  }
}

/** Asks the package lists where /etc/os-release does not settle it. */
async function time64() {
  const osRelease = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  return usesTime64Names(osRelease) ?? (await run('apt-cache', ['show', 'libgtk-3-0t64'])).code === 0
}

function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
