/** Memory stays flat: the processes of a long training take no more in its last third than in its second. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const BATCHES = 600_000
const SAMPLE_EVERY = 500
const root = join(import.meta.dirname, '..', '..')

it('trains 600,000 batches in flat memory', { timeout: 600_000 }, async ({ skip }) => {
  const electron = process.env.SHARKFIN_ELECTRON
  if (process.platform !== 'linux' || !electron) return skip('reads /proc, and needs the Electron that npm run test:long names')
  const home = mkdtempSync(join(tmpdir(), 'sharkfin-memory-'))
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env
  const switches = ['--ozone-platform=headless', '--disable-gpu', '--log-level=3', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
  const words = ['--cli', 'train', 'duffing-curve', '--batches', String(BATCHES)]
  const child = spawn(electron, [...switches, root, ...words], { env: { ...environment, SHARKFIN_HOME: home }, stdio: 'ignore' })
  const sizes: number[] = []
  const timer = setInterval(() => sizes.push(megabytesBelow(child.pid ?? 0)), SAMPLE_EVERY)
  const code = await new Promise((resolve) => child.on('close', resolve))
  clearInterval(timer)
  rmSync(home, { recursive: true, force: true })
  expect(code).toBe(0)
  const third = Math.floor(sizes.length / 3)
  const middle = mean(sizes.slice(third, 2 * third))
  const last = mean(sizes.slice(2 * third, -2))
  console.log(`middle third ${middle.toFixed(0)} MB, last third ${last.toFixed(0)} MB`)
  expect(last).toBeLessThan(1.1 * middle)
})

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Resident memory of a process and all that it started. */
function megabytesBelow(pid: number): number {
  const parents = new Map<number, number>()
  const sizes = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const status = statusOf(name)
    parents.set(Number(name), Number(/PPid:\s+(\d+)/.exec(status)?.[1] ?? 0))
    sizes.set(Number(name), Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
  }
  const isBelow = (one: number): boolean => one === pid || (one > 1 && isBelow(parents.get(one) ?? 0))
  return [...sizes].reduce((sum, [one, size]) => (isBelow(one) ? sum + size : sum), 0)
}

/** A process may end between being listed and being read. */
function statusOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}
