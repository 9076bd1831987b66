/** Which Debian or Ubuntu packages hold the shared libraries that Electron wants. Pure: decided from texts. */

/** What Electron wants on a bare Debian 12, whichever library was found missing first. */
export const ELECTRON_PACKAGES = [
  'libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libatk-bridge2.0-0', 'libdrm2', 'libxkbcommon0'
]
/** A screen in memory, for tests of the window where there is no display. */
export const SCREEN_PACKAGES = ['xvfb', 'xauth']

/** Renamed when Debian widened its time type to 64 bits (Debian 13, Ubuntu 24.04). */
const RENAMED = ['libgtk-3-0', 'libasound2', 'libatk-bridge2.0-0', 'libatk1.0-0', 'libatspi2.0-0', 'libcups2', 'libglib2.0-0']

/** Libraries that the packages above do not bring for sure, by the beginning of the file name. */
const HOLDERS = [
  ['libatk-1.0.', 'libatk1.0-0'], ['libatspi.', 'libatspi2.0-0'], ['libcups.', 'libcups2'], ['libdbus-1.', 'libdbus-1-3'],
  ['libglib-2.0.', 'libglib2.0-0'], ['libgio-2.0.', 'libglib2.0-0'], ['libgobject-2.0.', 'libglib2.0-0'],
  ['libcairo.', 'libcairo2'], ['libpango-1.0.', 'libpango-1.0-0'], ['libX11.', 'libx11-6'], ['libxcb.', 'libxcb1'],
  ['libXcomposite.', 'libxcomposite1'], ['libXdamage.', 'libxdamage1'], ['libXext.', 'libxext6'], ['libXfixes.', 'libxfixes3'],
  ['libXrandr.', 'libxrandr2'], ['libexpat.', 'libexpat1'], ['libudev.', 'libudev1'], ['libnspr4.', 'libnspr4']
]

/** The names of libraries that `ldd` did not find. */
export function missingLibraries(lddOutput) {
  const names = [...lddOutput.matchAll(/^\s*(\S+)\s+=>\s+not found/gm)].map((match) => match[1])
  return [...new Set(names)]
}

/**
 * Whether a system uses the 64-bit-time names, from the text of /etc/os-release; undefined where that does not say,
 * as on Debian's rolling release and on derivatives.
 */
export function usesTime64Names(osRelease) {
  const field = (name) => osRelease.match(new RegExp(`^${name}="?([^"\n]*)"?$`, 'm'))?.[1]
  const version = Number.parseFloat(field('VERSION_ID') ?? '')
  if (Number.isNaN(version)) return undefined
  if (field('ID') === 'debian') return version >= 13
  return field('ID') === 'ubuntu' ? version >= 24.04 : undefined
}

/** The packages to install for these missing libraries, under the names of this system, sorted. */
export function packagesFor(libraries, { time64, screen }) {
  const wanted = libraries.length === 0 ? [] : [...ELECTRON_PACKAGES, ...libraries.flatMap(holderOf)]
  const names = wanted.map((name) => (time64 && RENAMED.includes(name) ? `${name}t64` : name))
  return [...new Set([...names, ...(screen ? SCREEN_PACKAGES : [])])].sort()
}

function holderOf(library) {
  return HOLDERS.filter(([start]) => library.startsWith(start)).map(([, name]) => name)
}
