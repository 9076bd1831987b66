/** The built app under test: started with a store of its own, driven by Playwright, ended with its window. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright/test'

export const root = join(import.meta.dirname, '..', '..')
export const sample = (name: string): string => join(root, 'resources', 'samples', name)

export interface App {
  readonly electron: ElectronApplication
  readonly page: Page
  readonly home: string
  readonly close: () => Promise<void>
}

/** @param home store folder of an earlier start, to see what it kept */
export async function startApp(home = mkdtempSync(join(tmpdir(), 'sharkfin-e2e-'))): Promise<App> {
  const executablePath = process.env.SHARKFIN_ELECTRON
  if (!executablePath) throw new Error('SHARKFIN_ELECTRON names no Electron; start these tests with npm test')
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env
  const env = { ...(environment as Record<string, string>), SHARKFIN_HOME: home }
  const rootSwitches = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const electron = await _electron.launch({ executablePath, args: [...rootSwitches, root], env })
  const page = await electron.firstWindow()
  await page.getByTestId('train-button').waitFor()
  const close = async (): Promise<void> => {
    await electron.close()
    rmSync(home, { recursive: true, force: true })
  }
  return { electron, page, home, close }
}

/** The process that Electron started under this name. */
export async function pidOf(electron: App['electron'], name: string): Promise<number> {
  const metrics = await electron.evaluate(({ app: host }) => host.getAppMetrics().map((metric) => ({ pid: metric.pid, name: metric.name })))
  const pid = metrics.find((metric) => metric.name === name)?.pid
  if (pid === undefined) throw new Error(`there is no process "${name}" among ${JSON.stringify(metrics)}`)
  return pid
}

/** A real drop: Chromium's own drag events, with the file's path, as the desktop sends them. */
export async function dropFile(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
  }
  await session.detach()
}

/**
 * Watches how quickly the window answers: a timer that wants to fire every 10 ms; the longest delay is the longest time
 * the page's thread did not answer. Also asks main for something small and times the answer, also the one that is still to come.
 */
export async function watchAnswers(page: Page): Promise<() => Promise<{ readonly page: number; readonly main: number; readonly answers: number }>> {
  await page.evaluate(() => {
    const watch = { page: 0, main: 0, answers: 0, asked: 0, last: performance.now(), timer: 0 }
    watch.timer = window.setInterval(() => {
      const now = performance.now()
      watch.page = Math.max(watch.page, now - watch.last - 10)
      watch.last = now
    }, 10)
    const ask = async (): Promise<void> => {
      watch.asked = performance.now()
      const bridge: { request(request: unknown): Promise<unknown> } = Reflect.get(window, 'sharkfin')
      // A refusal, which is an answer; without one the question stays open, and its age counts.
      await bridge.request({ kind: 'pause', run: '00000000-0000-4000-8000-000000000000' })
      watch.main = Math.max(watch.main, performance.now() - watch.asked)
      watch.asked = Infinity
      watch.answers++
      window.setTimeout(() => void ask(), 50)
    }
    void ask()
    Reflect.set(window, 'sharkfinWatch', watch)
  })
  return () =>
    page.evaluate(() => {
      const watch: { page: number; main: number; answers: number; asked: number; timer: number } = Reflect.get(window, 'sharkfinWatch')
      window.clearInterval(watch.timer)
      return { page: watch.page, main: Math.max(watch.main, performance.now() - watch.asked), answers: watch.answers }
    })
}

/** A number as the window shows it: thousands apart, a true minus sign. */
export async function numberIn(page: Page, testId: string): Promise<number> {
  const text = (await page.getByTestId(testId).textContent()) ?? ''
  const match = /[−-]?[\d,]+(\.\d+)?(×10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?/.exec(text)
  if (!match) return NaN
  const exponent = match[3] ? Number([...match[3]].map((sign) => (sign === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign))).join('')) : 0
  return Number((match[0].split('×')[0] ?? '').replace('−', '-').replace(/,/g, '')) * 10 ** exponent
}
