/** Sharkfin started twice on one store: one window, and no run that two of them train. */
import { expect, test } from 'playwright/test'
import { numberIn, sample, startApp, type App } from './app'
import { sharkfin, sharkfinWindow } from './sharkfin'

let app: App

test.beforeEach(async () => {
  app = await startApp()
})
test.afterEach(async () => {
  await app.close()
})

test('a second start hands its file to the window that is open, and ends', async () => {
  const { page, home } = app
  const { code } = await sharkfinWindow(home, sample('example1.txt'))
  expect(code).toBe(0)
  await expect(page.getByTestId('row-f0')).toBeVisible({ timeout: 30_000 })
})

test('the command line leaves a run alone that a window trains, and the store serves both', async () => {
  const { page, home } = app
  await page.getByTestId('recipe-batches').fill('2000000')
  await page.getByTestId('recipe-batches').press('Enter')
  await page.getByTestId('train-button').click()
  await page.getByTestId('checkpoint-batch').waitFor({ timeout: 30_000 })
  const { runs } = JSON.parse((await sharkfin(home, 'runs', '--json')).out)
  expect(runs[0].state).toBe('training')
  const refused = await sharkfin(home, 'resume', runs[0].run)
  expect(refused.code).toBe(1)
  expect(refused.err).toContain('in training in another Sharkfin, process ')
  const own = JSON.parse((await sharkfin(home, 'train', 'curve-fit', '--batches', '500', '--json')).out)
  expect(own.batches).toBe(500)
  const before = await numberIn(page, 'batch-value')
  await expect.poll(() => numberIn(page, 'batch-value')).toBeGreaterThan(before)
})

test('a stop is heard before the first batch', async () => {
  const { page } = app
  await page.getByTestId('train-button').click()
  await page.getByTestId('stop-button').click()
  await expect(page.getByTestId('run-state')).toHaveAttribute('data-state', 'stopped', { timeout: 30_000 })
})
