/** A person trains the lesson's recipe: live, paused, gone on, killed, resumed, exported. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { numberIn, pidOf, startApp, watchAnswers, type App } from './app'

let app: App

test.beforeEach(async () => {
  app = await startApp()
})
test.afterEach(async () => {
  await app.close()
})

test('trains below a bound, with the window answering throughout, and exports the network', async () => {
  const { page, electron, home } = app
  const answers = await watchAnswers(page)
  await page.getByTestId('train-button').click()
  await expect.poll(() => numberIn(page, 'batch-value'), { timeout: 60_000 }).toBeGreaterThanOrEqual(5000)
  // The lesson reaches 0.0010 after 5,000 batches; the last batch alone scatters around that.
  await expect.poll(() => numberIn(page, 'loss-value'), { timeout: 30_000 }).toBeLessThan(0.004)
  const slowest = await answers()
  expect(slowest.page).toBeLessThan(100)
  expect(slowest.main).toBeLessThan(100)
  expect(slowest.answers).toBeGreaterThan(0)

  const out = join(home, 'exported.onnx')
  await electron.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path })
  }, out)
  await page.getByTestId('export-button').click()
  await expect.poll(() => numberIn(page, 'export-difference')).toBeLessThan(1e-5)
  expect(existsSync(out)).toBe(true)
  expect(readFileSync(out).length).toBeGreaterThan(10_000)
})

/** A training that lasts longer than any test, so that there is time to disturb it. */
async function trainForLong(page: App['page']): Promise<void> {
  await page.getByTestId('recipe-batches').fill('2000000')
  await page.getByTestId('recipe-batches').press('Enter')
  await page.getByTestId('train-button').click()
  await expect.poll(() => numberIn(page, 'batch-value'), { timeout: 30_000 }).toBeGreaterThan(100)
}

test('pauses at once, goes on, and stops', async () => {
  const { page } = app
  await trainForLong(page)
  await page.getByTestId('pause-button').click()
  await page.getByTestId('go-on-button').waitFor()
  const paused = await numberIn(page, 'batch-value')
  await page.waitForTimeout(500)
  expect(await numberIn(page, 'batch-value')).toBe(paused)
  await page.getByTestId('go-on-button').click()
  await expect.poll(() => numberIn(page, 'batch-value')).toBeGreaterThan(paused)
  await page.getByTestId('stop-button').click()
  await expect(page.getByTestId('train-button')).toBeEnabled()
})

test('ends a worker that hangs, says so, and goes on', async () => {
  const { page, electron } = app
  await trainForLong(page)
  process.kill(await pidOf(electron, 'Sharkfin training'), 'SIGSTOP')
  await expect(page.getByTestId('status-story')).toContainText('stopped answering', { timeout: 20_000 })
  await page.getByTestId('resume-button').click()
  await expect(page.getByTestId('stop-button')).toBeEnabled({ timeout: 20_000 })
})

test('lives on when its worker is killed, says so, and goes on from the checkpoint', async () => {
  const { page, electron } = app
  await trainForLong(page)
  await page.getByTestId('checkpoint-batch').waitFor()
  process.kill(await pidOf(electron, 'Sharkfin training'), 'SIGKILL')
  await expect(page.getByTestId('status-story')).toContainText('training worker')
  const before = await numberIn(page, 'resume-button')
  expect(before).toBeGreaterThan(0)
  await page.getByTestId('resume-button').click()
  await expect.poll(() => numberIn(page, 'batch-value'), { timeout: 30_000 }).toBeGreaterThan(before)
})

test('keeps a run whose window was closed, and goes on with it after the next start', async () => {
  await trainForLong(app.page)
  await app.page.getByTestId('checkpoint-batch').waitFor()
  await app.electron.close()
  app = await startApp(app.home)
  const kept = await numberIn(app.page, 'resume-button')
  expect(kept).toBeGreaterThan(0)
  await app.page.getByTestId('resume-button').click()
  await expect.poll(() => numberIn(app.page, 'batch-value'), { timeout: 30_000 }).toBeGreaterThan(kept)
})
