/** A person looks at the engines: what is there and how fast, what is absent and why; and chooses one for the next run. */
import { expect, test } from 'playwright/test'
import { numberIn, pidOf, startApp, type App } from './app'

let app: App

test.beforeEach(async () => {
  app = await startApp()
  await app.page.getByTestId('rail-engines').click()
})
test.afterEach(async () => {
  await app.close()
})

const ALL = ['wasm', 'cpu', 'webgpu', 'cuda', 'directml', 'coreml', 'tensorflow']

test('says of each engine on what it computes, or why it is absent and what to do', async () => {
  const { page } = app
  await page.getByTestId('engine-cpu').waitFor({ timeout: 30_000 })
  for (const name of ALL) {
    const row = page.getByTestId(`engine-${name}`)
    if ((await row.getAttribute('data-available')) === 'true') {
      await expect(page.getByTestId(`device-${name}`)).toHaveText(/\S+.* · \S+ \d+\.\d+/s)
      await expect(page.getByTestId(`memory-${name}`)).toHaveText(/GiB|not told/)
      await expect(page.getByTestId(`speed-${name}`)).toHaveText('not measured')
    } else {
      await expect(page.getByTestId(`why-${name}`)).toHaveText(/^[A-Z].*\./)
      await expect(page.getByTestId(`remedy-${name}`)).toHaveText(/\.\s*$/)
      await expect(page.getByTestId(`choose-${name}`)).toHaveCount(0)
    }
  }
  // These come with Sharkfin, whatever the machine.
  for (const name of ['wasm', 'cpu']) await expect(page.getByTestId(`engine-${name}`)).toHaveAttribute('data-available', 'true')
})

test('measures a step on each engine that is there, and says when the recipe has changed since', async () => {
  const { page } = app
  await page.getByTestId('engine-cpu').waitFor({ timeout: 30_000 })
  await page.getByTestId('measure-button').click()
  await expect(page.getByTestId('engines-status')).toContainText('Training some steps of duffing-curve')
  await expect(page.getByTestId('speed-cpu')).toContainText('steps/s', { timeout: 60_000 })
  for (const name of ['wasm', 'cpu']) {
    const [, microseconds = NaN] = /([\d.]+) µs a step/.exec((await page.getByTestId(`speed-${name}`).textContent()) ?? '') ?? []
    // Both are rounded to three digits.
    expect(Math.abs(((await numberIn(page, `speed-${name}`)) * Number(microseconds)) / 1e6 - 1)).toBeLessThan(0.011)
  }
  await expect(page.getByTestId('measured-on')).toContainText('a batch of 32 samples of duffing-curve')
  await expect(page.getByTestId('measured-on')).not.toContainText('changed')
  await page.getByTestId('rail-characterize').click()
  await page.getByTestId('recipe-batch').fill('64')
  await page.getByTestId('recipe-batch').press('Enter')
  await page.getByTestId('rail-engines').click()
  await expect(page.getByTestId('measured-on')).toContainText('has changed since')
})

test('trains on the engine that was chosen, also after the next start', async () => {
  const { page } = app
  await page.getByTestId('choose-cpu').check({ timeout: 30_000 })
  await expect(page.getByTestId('engines-status')).toHaveText('The next run uses cpu.')
  await page.getByTestId('train-button').click()
  await expect(page.getByTestId('measure-button')).toBeDisabled()
  await expect(page.getByTestId('engines-status')).toContainText('A run is training')
  await expect(page.getByTestId('status-engine')).toHaveText(/^onnxruntime cpu/, { timeout: 30_000 })
  await app.electron.close()
  app = await startApp(app.home)
  await app.page.getByTestId('rail-engines').click()
  await expect(app.page.getByTestId('choose-cpu')).toBeChecked({ timeout: 30_000 })
})

test('says so when the look fails, and looks again', async () => {
  const { page, electron } = app
  await page.getByTestId('engine-cpu').waitFor({ timeout: 30_000 })
  await page.getByTestId('measure-button').click()
  await expect(page.getByTestId('engines-status')).toContainText('Training some steps')
  process.kill(await pidOf(electron, 'Sharkfin measurement'), 'SIGKILL')
  await expect(page.getByTestId('engines-error')).toContainText('worker')
  await page.getByTestId('look-button').click()
  await expect(page.getByTestId('engines-error')).toHaveCount(0, { timeout: 30_000 })
  await expect(page.getByTestId('engine-cpu')).toHaveAttribute('data-available', 'true')
})

test('waits for a recipe that is right', async () => {
  const { page } = app
  await page.getByTestId('engine-cpu').waitFor({ timeout: 30_000 })
  await page.getByTestId('rail-characterize').click()
  await page.getByTestId('recipe-batch').fill('0')
  await page.getByTestId('recipe-batch').press('Enter')
  await page.getByTestId('rail-engines').click()
  await expect(page.getByTestId('engines-status')).toContainText('something to correct')
  await expect(page.getByTestId('look-button')).toBeDisabled()
})
