import { describe, expect, test } from 'vitest'
import { ELECTRON_PACKAGES, missingLibraries, packagesFor, usesTime64Names } from '../../build/setup/debian-packages.mjs'

/** As `ldd` prints it. */
const ldd = [
  '\tlinux-vdso.so.1 (0x00007ffd2b9f4000)',
  '\tlibnss3.so => not found',
  '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f1b0a000000)',
  '\tlibcups.so.2 => not found',
  '\tlibnss3.so => not found'
].join('\n')

test('missing libraries are those that ldd did not find, each once', () => {
  expect(missingLibraries(ldd)).toEqual(['libnss3.so', 'libcups.so.2'])
})

describe('the names of this system', () => {
  const release = (id: string, version?: string) => `NAME="x"\nID=${id}\n${version ? `VERSION_ID="${version}"\n` : ''}`
  test.each([
    ['debian', '12', false],
    ['debian', '13', true],
    ['ubuntu', '22.04', false],
    ['ubuntu', '24.04', true],
    ['debian', undefined, undefined],
    ['linuxmint', '22', undefined]
  ])('%s %s', (id, version, expected) => {
    expect(usesTime64Names(release(id, version))).toBe(expected)
  })
})

describe('packages', () => {
  test('all that Electron wants, and the holder of a library that those do not bring', () => {
    const packages = packagesFor(missingLibraries(ldd), { time64: false, screen: false })
    expect(packages).toEqual([...ELECTRON_PACKAGES, 'libcups2'].sort())
  })

  test('renamed packages have their new names, the others their old ones', () => {
    const packages = packagesFor(['libnss3.so'], { time64: true, screen: false })
    expect(packages).toContain('libgtk-3-0t64')
    expect(packages).toContain('libasound2t64')
    expect(packages).toContain('libnss3')
    expect(packages).not.toContain('libgtk-3-0')
  })

  test('a screen alone asks for nothing else', () => {
    expect(packagesFor([], { time64: true, screen: true })).toEqual(['xauth', 'xvfb'])
    expect(packagesFor([], { time64: true, screen: false })).toEqual([])
  })
})
