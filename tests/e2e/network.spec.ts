/** A person changes the network and how it is trained: layers with their shapes, loss, optimiser; and a rate that was too large. */
import { expect, test } from 'playwright/test'
import { numberIn, startApp, type App } from './app'

let app: App
type Page = App['page']

test.beforeEach(async () => {
  app = await startApp()
})
test.afterEach(async () => {
  await app.close()
})

async function setNumber(page: Page, testId: string, value: string): Promise<void> {
  await page.getByTestId(testId).fill(value)
  await page.getByTestId(testId).press('Enter')
}

test('builds a convolutional network, told at each layer what shape it gives, and trains it', async () => {
  const { page } = app
  await expect(page.getByTestId('network-output')).toContainText('5,403 parameters')
  await page.getByTestId('layers-0-kind').selectOption('conv1d')
  await setNumber(page, 'layers-0-channels', '8')
  await setNumber(page, 'layers-0-kernel', '5')
  await setNumber(page, 'layers-0-stride', '2')
  await page.getByTestId('layers-0-padding').selectOption('valid')
  // (50 - 5)/2 + 1 = 23, rounded down.
  await expect(page.getByTestId('layers-0-shape')).toHaveText('→ 23 × 8')
  await expect(page.getByTestId('layers-0-issue')).toContainText('a dense layer takes a flat list')
  await expect(page.getByTestId('train-button')).toBeDisabled()
  await page.getByTestId('layers-add').click()
  await page.getByTestId('layers-1-kind').selectOption('flatten')
  await expect(page.getByTestId('layers-1-shape')).toHaveText('→ 184')
  await expect(page.getByTestId('network-output')).toContainText('603 parameters')
  await page.getByTestId('recipe-loss').selectOption('gaussian')
  await page.getByTestId('recipe-scale').check()
  await expect(page.getByTestId('network-output')).toContainText('each with a width')
  await page.getByTestId('recipe-optimiser').selectOption('adamw')
  await page.getByTestId('recipe-averages').check()
  await setNumber(page, 'recipe-batches', '300')
  await page.getByTestId('train-button').click()
  await expect(page.getByTestId('run-state')).toHaveText('finished', { timeout: 60_000 })
  await expect(page.getByTestId('prediction-gamma')).toBeVisible()
  // The order is changed, and undone.
  await page.getByRole('button', { name: 'Move layer 2 up' }).click()
  await expect(page.getByTestId('layers-0-kind')).toHaveValue('flatten')
  await page.getByTestId('undo-recipe').click()
  await expect(page.getByTestId('layers-0-kind')).toHaveValue('conv1d')
})

test('offers a smaller rate where the loss left all bounds, and trains with it', async () => {
  const { page } = app
  await page.getByTestId('recipe-optimiser').selectOption('sgd')
  await setNumber(page, 'recipe-rate', '10')
  await setNumber(page, 'recipe-batches', '2000')
  await page.getByTestId('train-button').click()
  await expect(page.getByTestId('run-state')).toHaveText('failed', { timeout: 60_000 })
  const suggested = /[\d.]+/.exec((await page.getByTestId('suggestion-button').textContent()) ?? '')?.[0] ?? ''
  expect(Number(suggested)).toBeLessThan(10)
  await page.getByTestId('suggestion-button').click()
  await expect(page.getByTestId('recipe-rate')).toHaveValue(suggested)
  // It is trained at once; it may still be too large, and then a smaller one is offered.
  await expect(page.getByTestId('run-state')).not.toHaveText('failed')
  await page.getByTestId('undo-recipe').click()
  await expect(page.getByTestId('recipe-rate')).toHaveValue('10')
})

test('stops early, and says which weights are kept', async () => {
  const { page } = app
  await page.getByTestId('recipe-samples').selectOption('fixed')
  await expect(page.getByTestId('recipe-count')).toHaveValue('64')
  await setNumber(page, 'recipe-count', '60')
  await expect(page.getByTestId('recipe-count-issue')).toHaveText('a fixed set needs whole batches')
  await setNumber(page, 'recipe-count', '64')
  await page.getByTestId('recipe-stops').check()
  await setNumber(page, 'recipe-patience', '2')
  await page.getByTestId('train-button').click()
  await expect(page.getByTestId('run-note')).toContainText('best weights', { timeout: 60_000 })
  expect(await numberIn(page, 'batch-value')).toBeLessThan(20_000)
})
