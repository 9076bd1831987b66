/** The built app in out/: built anew when a source, a resource or a configuration changed. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { run } from './command.mjs'
import { root } from './paths.mjs'
import { digestOfFiles, readStamp, sameStamp, writeStamp } from './stamp.mjs'
import { Stop } from './stop.mjs'

const SOURCES = ['src', 'resources', 'electron.vite.config.ts', 'package.json', 'package-lock.json', 'build/tsconfig.base.json']
const stampFile = join(root, 'out', '.built.json')

/** Whether out/ holds the app as the sources are now. */
export function appReady() {
  return existsSync(join(root, 'out', 'main', 'index.js')) && sameStamp(readStamp(stampFile), wantedStamp())
}

/** Builds the app. The compiler's own words are shown where it fails, since they name the line to mend. */
export async function buildApp(say) {
  say('Building the app ...')
  const wanted = wantedStamp()
  const program = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const env = { ...process.env, NODE_ENV: 'production', FORCE_COLOR: '0' }
  const { code, output } = await run(process.execPath, [program, 'build', '--logLevel', 'warn'], { cwd: root, env })
  if (code !== 0) {
    say(stripVTControlCharacters(output).split('\n').filter((line) => line.trim() && !/^\s+at /.test(line)).join('\n'))
    throw new Stop('The app could not be built; mend the source that the lines above name, then run the same command again.')
  }
  writeStamp(stampFile, wanted)
}

function wantedStamp() {
  return { sources: digestOfFiles(SOURCES.map((path) => join(root, path))) }
}
