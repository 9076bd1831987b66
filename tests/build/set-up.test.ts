import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isNewEnough } from '../../build/setup/check-node.mjs'
import { lastWords } from '../../build/setup/command.mjs'
import { dependencyStamp, dependencyState, installedMatchesLock } from '../../build/setup/dependencies.mjs'
import { integrityOf, registryHolds } from '../../build/setup/electron-registry.mjs'
import { holdsElectron } from '../../build/setup/electron.mjs'
import { cacheFolder, electronProgram } from '../../build/setup/paths.mjs'
import { refusal } from '../../build/setup/sandbox.mjs'
import { digestOfFiles, readStamp, sameStamp, writeStamp } from '../../build/setup/stamp.mjs'
import { hasDisplay } from '../../build/setup/system.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sharkfin-test-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

test('Node 20.19 is the oldest that will do', () => {
  const verdicts = ['18.20.4', '20.18.3', '20.19.0', '22.1.0', '24.0.0'].map((version) => isNewEnough(version, [20, 19]))
  expect(verdicts).toEqual([false, false, true, true, true])
})

describe('stamps', () => {
  test('come back from disk, and are undefined where damaged or absent', () => {
    const file = join(folder, 'deep', 'stamp.json')
    expect(readStamp(file)).toBeUndefined()
    writeStamp(file, { lock: 'a', node: '20' })
    expect(readStamp(file)).toEqual({ lock: 'a', node: '20' })
    writeFileSync(file, '{"lock": ')
    expect(readStamp(file)).toBeUndefined()
  })

  test('are the same only when every key is', () => {
    expect(sameStamp({ a: '1', b: '2' }, { b: '2', a: '1' })).toBe(true)
    expect(sameStamp({ a: '1' }, { a: '1', b: '2' })).toBe(false)
    expect(sameStamp(undefined, { a: '1' })).toBe(false)
  })

  test('the digest of a folder changes when a file is written, added, renamed or removed', () => {
    const inside = join(folder, 'src')
    mkdirSync(inside)
    const first = join(inside, 'a.ts')
    writeFileSync(first, 'one')
    const digests = [digestOfFiles([inside])]
    const remember = () => digests.push(digestOfFiles([inside]))
    utimesSync(first, new Date(), new Date(Date.now() + 5000))
    remember()
    writeFileSync(join(inside, 'b.ts'), 'two')
    remember()
    renameSync(join(inside, 'b.ts'), join(inside, 'c.ts'))
    remember()
    rmSync(join(inside, 'c.ts'))
    rmSync(first)
    remember()
    expect(new Set(digests).size).toBe(digests.length)
    expect(digestOfFiles([inside])).toBe(digests.at(-1))
  })
})

describe('dependencies', () => {
  const lock = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/one': { version: '1.0.0' },
      'node_modules/windows-only': { version: '2.0.0', optional: true }
    }
  }
  const whole = { packages: { 'node_modules/one': { version: '1.0.0' } } }
  const wanted = dependencyStamp('lock text', { nodeVersion: '20.20.2', platform: 'linux', arch: 'x64' })

  test('the stamp follows the lock, the major version of Node and the platform', () => {
    const stamp = (text: string, nodeVersion: string, platform: string) =>
      dependencyStamp(text, { nodeVersion, platform, arch: 'x64' })
    expect(stamp('lock text', '20.19.0', 'linux')).toEqual(wanted)
    expect(stamp('lock text', '22.19.0', 'linux')).not.toEqual(wanted)
    expect(stamp('lock text', '20.20.2', 'darwin')).not.toEqual(wanted)
    expect(stamp('other text', '20.20.2', 'linux')).not.toEqual(wanted)
  })

  test('an installation fits when every package of the lock is there at its version, optional ones aside', () => {
    expect(installedMatchesLock(lock, whole)).toBe(true)
    expect(installedMatchesLock(lock, { packages: { 'node_modules/one': { version: '1.0.1' } } })).toBe(false)
    expect(installedMatchesLock(lock, { packages: {} })).toBe(false)
    expect(installedMatchesLock(lock, undefined)).toBe(false)
  })

  test('a fitting installation made by hand is adopted, a stale stamp is not', () => {
    expect(dependencyState({ stamp: wanted, wanted, lock, installed: undefined })).toBe('ready')
    expect(dependencyState({ stamp: undefined, wanted, lock, installed: whole })).toBe('adopt')
    expect(dependencyState({ stamp: undefined, wanted, lock, installed: undefined })).toBe('install')
    expect(dependencyState({ stamp: { ...wanted, node: '18' }, wanted, lock, installed: whole })).toBe('install')
  })
})

describe('Electron', () => {
  test('a folder counts only with the program and the right version', () => {
    expect(holdsElectron(folder, '42.0.0', 'linux')).toBe(false)
    writeFileSync(join(folder, 'version'), 'v42.0.0\n')
    expect(holdsElectron(folder, '42.0.0', 'linux')).toBe(false)
    writeFileSync(electronProgram(folder, 'linux'), '')
    expect(holdsElectron(folder, '42.0.0', 'linux')).toBe(true)
    expect(holdsElectron(folder, '42.0.1', 'linux')).toBe(false)
  })

  test('the registry serves the pinned version on Linux x64 alone', () => {
    expect(registryHolds('42.0.0', 'linux', 'x64')).toBe(true)
    expect(registryHolds('42.0.0', 'linux', 'arm64')).toBe(false)
    expect(registryHolds('42.0.0', 'win32', 'x64')).toBe(false)
    expect(registryHolds('42.0.1', 'linux', 'x64')).toBe(false)
  })

  test('integrity is SHA-512 in base64: "abc", FIPS 180-2 appendix C.1', async () => {
    writeFileSync(join(folder, 'abc'), 'abc')
    const hex = 'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a' +
      '2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f'
    expect(await integrityOf(join(folder, 'abc'))).toBe(`sha512-${Buffer.from(hex, 'hex').toString('base64')}`)
  })

  test('the cache lies where the platform keeps such things', () => {
    expect(cacheFolder({ platform: 'linux', env: {}, home: '/home/ada' })).toBe('/home/ada/.cache/sharkfin')
    expect(cacheFolder({ platform: 'linux', env: { XDG_CACHE_HOME: '/big' }, home: '/home/ada' })).toBe('/big/sharkfin')
    expect(cacheFolder({ platform: 'darwin', env: {}, home: '/Users/ada' })).toBe('/Users/ada/Library/Caches/sharkfin')
  })
})

describe('words', () => {
  test('a display is wanted on Linux only', () => {
    expect(hasDisplay('linux', {})).toBe(false)
    expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true)
    expect(hasDisplay('linux', { DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' })).toBe(true)
    expect(hasDisplay('win32', {})).toBe(true)
  })

  test('the reason is the first telling line of what npm printed', () => {
    const output = 'npm error code ENOTFOUND\nnpm error errno ENOTFOUND\nnpm error syscall connect\nnpm error network request failed.\n    at x\n'
    expect(lastWords(output)).toBe('network request failed')
    expect(lastWords('\n')).toBe('it printed nothing')
  })

  test('a refused sandbox names the command to type, and says so where no command helps', () => {
    const fatal = 'FATAL: No usable sandbox! If you are running on Ubuntu 23.10+ ...'
    expect(refusal(fatal, '/e/chrome-sandbox', false)).toContain("sudo chmod 4755 '/e/chrome-sandbox'")
    expect(refusal(fatal, '/e/chrome-sandbox', true)).toContain('allow user namespaces')
    expect(refusal('Segmentation fault', '/e/chrome-sandbox', false)).toContain('Segmentation fault')
  })
})
