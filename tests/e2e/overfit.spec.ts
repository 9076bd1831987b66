/** The lesson on overfitting: both losses, where they part, cures side by side, and a test set that is seen once. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { numberIn, startApp, type App } from './app'

let app: App

test.beforeEach(async () => {
  app = await startApp()
  await app.page.getByTestId('rail-overfit').click()
})
test.afterEach(async () => {
  await app.close()
})

test('the network knows its own 64 sweeps better than others; more data helps, and the test set says so once', async () => {
  const { page } = app
  await page.getByTestId('cure-more-data-on').check()
  await page.getByTestId('cure-noise-on').check()
  await expect(page.getByTestId('train-button')).toHaveText('Train 3')
  await page.getByTestId('train-button').click()
  await expect(page.getByTestId('cure-noise')).toContainText(/waits|compiling|training/)
  await expect(page.getByTestId('cure-noise-effect')).toBeVisible({ timeout: 90_000 })
  await expect(page.getByTestId('train-button')).toBeDisabled()
  const rmse = async (set: string): Promise<number> => Number(/rmse ([\d.]+)/.exec((await page.getByTestId(`overfit-${set}-omega0`).textContent()) ?? '')?.[1])
  expect(await rmse('trained-on')).toBeLessThan(0.5 * (await rmse('held-out')))
  const plain = await numberIn(page, 'plain-loss')
  expect(await numberIn(page, 'cure-more-data-effect')).toBeLessThan(0.5 * plain)

  await page.getByTestId('reveal-test').click()
  await expect(page.getByTestId('test-noise')).toBeVisible({ timeout: 20_000 })
  // Two draws of 1,024 sweeps from the same prior: the losses agree to some tens of a percent.
  expect(Math.abs((await numberIn(page, 'test-plain')) / plain - 1)).toBeLessThan(0.5)
  await expect(page.getByTestId('reveal-test')).toHaveCount(0)
  await expect(page.getByTestId('test-set')).toContainText('It has been seen')
})

test('the losses are drawn on the same axes with the place where they part', async () => {
  const { page, electron, home } = app
  await page.getByTestId('train-button').click()
  await expect(page.getByTestId('plain-loss')).toBeVisible({ timeout: 60_000 })
  const out = join(home, 'losses.csv')
  await electron.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path })
  }, out)
  await page.getByTestId('save-loss-on-the-training-set-and-on-held-out-samples').click()
  await page.getByTestId('save-csv').click()
  await expect(page.getByTestId('saved')).toContainText('losses.csv')
  const csv = readFileSync(out, 'utf8')
  expect(csv).toContain('as it is, held out')
  expect(csv).toContain('apart')
})

test('rows of a table are held out a third time before training, and revealed once', async () => {
  const { page } = app
  await page.getByTestId('recipe-chooser').click()
  await page.getByTestId('recipe-option-rings').click()
  await page.getByTestId('hold-out-test').click()
  await expect(page.getByTestId('points-test')).toHaveValue('10')
  await page.getByTestId('recipe-batches').fill('1500')
  await page.getByTestId('recipe-batches').press('Enter')
  await page.getByTestId('train-button').click()
  await expect(page.getByTestId('plain-loss')).toBeVisible({ timeout: 60_000 })
  // Both losses are drawn: the table is visited again and again.
  await expect(page.getByTestId('overfit-trained-on-inner')).toBeVisible()
  await page.getByTestId('reveal-test').click()
  await expect(page.getByTestId('test-set')).toContainText('Loss on 42 samples', { timeout: 20_000 })
  // Rings of these widths hardly overlap; who knows nothing has ln 3 = 1.1.
  expect(await numberIn(page, 'test-plain')).toBeLessThan(0.4)
})

test('a cure whose strength is out of range says its range, and the recipe stays', async () => {
  const { page } = app
  await page.getByTestId('cure-dropout-strength').fill('3')
  await page.getByTestId('cure-dropout-strength').press('Enter')
  await expect(page.getByTestId('cure-dropout')).toContainText('from 0 to 0.95')
  await page.getByTestId('cure-dropout-on').check()
  await expect(page.getByTestId('train-button')).toHaveText('Train 2')
})

test('a run that waits is withdrawn, and the other workspace keeps its own recipe and run', async () => {
  const { page } = app
  await page.getByTestId('rail-characterize').click()
  await page.getByTestId('recipe-batches').fill('2000000')
  await page.getByTestId('recipe-batches').press('Enter')
  await page.getByTestId('train-button').click()
  await expect.poll(() => numberIn(page, 'batch-value'), { timeout: 30_000 }).toBeGreaterThan(100)
  await page.getByTestId('rail-overfit').click()
  await page.getByTestId('train-button').click()
  await expect(page.getByTestId('run-state')).toContainText('waiting')
  await page.getByTestId('stop-button').click()
  await expect(page.getByTestId('run-state')).toHaveAttribute('data-state', 'stopped')
  await page.getByTestId('rail-characterize').click()
  await expect(page.getByTestId('run-state')).toHaveAttribute('data-state', 'training')
  expect(await page.getByTestId('recipe-batches').inputValue()).toBe('2000000')
  await page.getByTestId('stop-button').click()
  await expect(page.getByTestId('run-state')).toHaveAttribute('data-state', 'stopped')
})
