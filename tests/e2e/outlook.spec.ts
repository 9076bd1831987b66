/** Networks that say a response: a surrogate beside its simulator. */
import { expect, test } from 'playwright/test'
import { numberIn, startApp, type App } from './app'

let app: App
type Page = App['page']

test.beforeEach(async () => {
  app = await startApp()
  await app.page.getByTestId('rail-images').click()
})
test.afterEach(async () => {
  await app.close()
})

/** With fewer batches than the recipe has; the lessons' test trains all of them. */
async function train(page: Page, batches: number): Promise<void> {
  await page.getByTestId('recipe-batches').fill(String(batches))
  await page.getByTestId('recipe-batches').press('Enter')
  await page.getByTestId('train-button').click()
  await expect(page.getByTestId('run-state')).toHaveText('finished', { timeout: 120_000 })
}

test('a surrogate answers to sliders beside its simulator, and both are measured', async () => {
  const { page } = app
  await page.getByTestId('images-surrogate').click()
  await page.getByTestId('surrogate-recipe').click()
  await expect(page.getByTestId('surrogate-figure')).toContainText('no network is trained yet')
  await page.getByTestId('recipe-count').fill('1024')
  await page.getByTestId('recipe-count').press('Enter')
  await train(page, 1500)
  await expect(page.getByTestId('surrogate-figure')).toContainText('network after 1,500 batches')
  await expect(page.getByTestId('surrogate-speeds')).toBeVisible({ timeout: 60_000 })
  // The worker's engine and the run's own validation, on the same held-out responses.
  const rmse = await numberIn(page, 'surrogate-rmse')
  const validated = Number(/rmse ([\d.]+)/.exec((await page.getByTestId('predictions').textContent()) ?? '')?.[1])
  expect(rmse).toBeCloseTo(validated, 3)
  expect(await numberIn(page, 'surrogate-share')).toBeLessThan(25)
  expect(await numberIn(page, 'surrogate-many')).toBeGreaterThan(1)
  // The worst of the held-out responses, computed once more in the window.
  await page.getByTestId('surrogate-worst').click()
  const worst = Number(/worst.*?([\d.]+)$/.exec((await page.getByTestId('surrogate-errors').textContent()) ?? '')?.[1])
  await expect.poll(() => numberIn(page, 'surrogate-rms'), { timeout: 20_000 }).toBeCloseTo(worst, 2)
  await page.getByTestId('surrogate-f').fill('0.03')
  await page.getByTestId('surrogate-f').press('Enter')
  await expect.poll(async () => Math.abs((await numberIn(page, 'surrogate-rms')) - worst), { timeout: 20_000 }).toBeGreaterThan(1e-4)
})
