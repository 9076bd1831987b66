/** Networks that say a response: a surrogate beside its simulator, a cleaner of noisy maps, an autoencoder's plane. */
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { dropFile, numberIn, startApp, type App } from './app'

let app: App
type Page = App['page']

test.beforeEach(async () => {
  test.setTimeout(180_000)
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

test('a cleaner is measured beside what it is given and beside a blur, and cleans a measured map', async () => {
  const { page, electron, home } = app
  await page.getByTestId('images-clean').click()
  await page.getByTestId('clean-recipe').click()
  await expect(page.getByTestId('clean-figure-clean')).toBeVisible({ timeout: 30_000 })
  await page.getByTestId('clean-sample-3').click()
  await train(page, 100)
  await expect(page.getByTestId('clean-errors')).toBeVisible({ timeout: 60_000 })
  // The noise of the recipe; and the run's own validation on the same held-out maps.
  expect(await numberIn(page, 'clean-given')).toBeCloseTo(0.5, 2)
  const network = await numberIn(page, 'clean-network')
  expect(network).toBeCloseTo(Number(/rmse ([\d.]+)/.exec((await page.getByTestId('predictions').textContent()) ?? '')?.[1]), 2)
  expect(network).toBeLessThan(0.4)
  expect(await numberIn(page, 'clean-plain')).toBeLessThan(0.25)
  await expect(page.getByTestId('clean-figure-made-of-it')).toBeVisible()
  // A noisy map, saved as a measurement of one's own.
  const path = join(home, 'mine.csv')
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
  await page.getByTestId('images-maps').click()
  await page.getByTestId('save-a-simulated-map').click()
  await page.getByTestId('save-csv').click()
  await expect(page.getByTestId('saved')).toContainText('mine.csv')
  await page.getByTestId('images-clean').click()
  await dropFile(page, path)
  await page.getByTestId('clean-measured').click({ timeout: 30_000 })
  await expect(page.getByTestId('clean-figure-implied-by-the-fit')).toBeVisible()
  expect(await numberIn(page, 'clean-rms')).toBeLessThan(0.5)
  await page.getByTestId('images-network').click()
  await expect(page.getByTestId('network-answer')).toBeVisible({ timeout: 20_000 })
})

test('an autoencoder has a plane of maps; its point is dragged and stepped, and says a map where it is', async () => {
  const { page } = app
  await page.getByTestId('images-latent').click()
  await page.getByTestId('latent-recipe').click()
  await train(page, 400)
  const plane = page.getByTestId('latent-plane')
  await expect(plane).toBeVisible({ timeout: 20_000 })
  const box = await plane.boundingBox()
  if (!box) throw new Error('the plane is not on the screen')
  const code = (): Promise<string | null> => plane.getAttribute('aria-valuetext')
  const nearest = (): Promise<string | null> => page.getByTestId('latent-nearest').getAttribute('aria-label')
  await page.mouse.move(box.x + 0.1 * box.width, box.y + 0.9 * box.height)
  await page.mouse.down()
  const low = { code: await code(), nearest: await nearest() }
  await page.mouse.move(box.x + 0.9 * box.width, box.y + 0.1 * box.height, { steps: 5 })
  await page.mouse.up()
  await expect.poll(code).not.toBe(low.code)
  await expect.poll(nearest).not.toBe(low.nearest)
  const dragged = await code()
  await plane.press('ArrowLeft')
  await expect.poll(code).not.toBe(dragged)
  await page.getByTestId('latent-colour-gamma').click()
  await expect(page.getByTestId('latent-figure')).toContainText('coloured by gamma')
  await page.getByTestId('latent-maps').uncheck()
  await expect(page.getByTestId('latent-figure')).not.toContainText('what the network says')
  expect(await numberIn(page, 'latent-kept')).toBeGreaterThan(50)
})
