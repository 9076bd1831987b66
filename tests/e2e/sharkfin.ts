/** The built program as a person's shell starts it. */
import { spawn } from 'node:child_process'
import { root } from './app'

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** The command line. @param home folder of the store, where relative names start too */
export function sharkfin(home: string, ...words: string[]): Promise<Ended> {
  return start(home, ['--ozone-platform=headless', '--disable-gpu', '--log-level=3'], ['--cli', ...words])
}

/** The program with its window. */
export function sharkfinWindow(home: string, ...words: string[]): Promise<Ended> {
  return start(home, ['--log-level=3'], words)
}

function start(home: string, switches: readonly string[], words: readonly string[]): Promise<Ended> {
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env
  const rootSwitches = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(process.env.SHARKFIN_ELECTRON ?? '', [...switches, ...rootSwitches, root, ...words], { env: { ...environment, SHARKFIN_HOME: home }, cwd: home })
  const texts = { out: '', err: '' }
  child.stdout.on('data', (data) => (texts.out += String(data)))
  child.stderr.on('data', (data) => (texts.err += String(data)))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...texts })))
}
