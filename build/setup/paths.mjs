/** Where things lie: the project, its parts, and the cache that all checkouts of one user share. */
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** The Electron version that package.json asks for; it is pinned to one version there. */
export function electronVersion() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.electron
}

/**
 * The user's cache folder for Sharkfin, by the habit of the platform.
 * @param {{platform: string, env: Record<string, string | undefined>, home: string}} machine
 */
export function cacheFolder({ platform, env, home } = { platform: process.platform, env: process.env, home: homedir() }) {
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'sharkfin', 'Cache')
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'sharkfin')
  return join(env.XDG_CACHE_HOME || join(home, '.cache'), 'sharkfin')
}

/** Electron's program inside its unpacked folder. */
export function electronProgram(folder, platform = process.platform) {
  if (platform === 'darwin') return join(folder, 'Electron.app', 'Contents', 'MacOS', 'Electron')
  return join(folder, platform === 'win32' ? 'electron.exe' : 'electron')
}
