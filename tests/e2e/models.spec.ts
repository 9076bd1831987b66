/** Runs and models: every stored run in one list, compared, named, deleted and brought back; any model is exported and reads a dropped file. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { dropFile, numberIn, startApp, type App } from './app'

/** A file waits for what the worker has in hand. */
const PATIENCE = 30_000

test.describe.configure({ mode: 'serial' })
let app: App

test.beforeAll(async () => {
  app = await startApp()
  // One engine for all: five short trainings need no trial of every engine each.
  await app.page.evaluate(() => localStorage.setItem('sharkfin-engine', 'wasm'))
  await app.page.reload()
  await app.page.getByTestId('train-button').waitFor()
})
test.afterAll(async () => {
  await app.close()
})

async function train(rail: string, recipe: string, batches: number): Promise<void> {
  const { page } = app
  await page.getByTestId(`rail-${rail}`).click()
  await page.getByTestId('recipe-chooser').click()
  await page.getByTestId(`recipe-option-${recipe}`).click()
  await page.getByTestId('recipe-batches').fill(String(batches))
  await page.getByTestId('recipe-batches').press('Enter')
  await page.getByTestId('train-button').click()
  await expect(page.getByTestId('run-state')).toHaveAttribute('data-state', 'finished', { timeout: 60_000 })
}

const row = (at: number) => app.page.getByTestId('run-row').nth(at)
const drop = async (name: string, text: string): Promise<void> => {
  const path = join(app.home, name)
  writeFileSync(path, text)
  await dropFile(app.page, path)
}

test('an empty store says what to do', async () => {
  await app.page.getByTestId('rail-runs').click()
  await expect(app.page.getByTestId('runs-empty')).toContainText('Nothing was trained yet')
})

test('runs of all workspaces stand in one list, are compared, sorted, filtered, named, deleted and brought back', async () => {
  const { page } = app
  await train('fit', 'rings', 40)
  await train('characterize', 'duffing-curve', 200)
  await train('fit', 'curve-fit', 800)
  await page.getByTestId('rail-runs').click()
  await expect(page.getByTestId('run-row')).toHaveCount(3)
  await expect(row(0)).toContainText('curve-fit')
  await expect(row(0)).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByTestId('model-given')).toContainText('q, -3 to 3')
  await expect(page.getByTestId('model-says')).toContainText('F')
  await expect(page.getByTestId('model-size')).toContainText('numbers')

  await page.getByTestId('sort-validation').click()
  await expect(row(0)).toContainText('curve-fit')
  await page.getByTestId('runs-kind').selectOption('points')
  await expect(page.getByTestId('run-row')).toHaveCount(1)
  await page.getByTestId('runs-kind').selectOption('all')
  await page.getByTestId('runs-search').fill('duffing')
  await expect(page.getByTestId('runs-count')).toContainText('1 of 3')
  await row(0).click()
  await expect(page.getByTestId('model-says')).toContainText('epsilon')
  await page.getByTestId('run-name').fill('the oscillator')
  await page.getByTestId('run-name').press('Enter')
  await expect(row(0)).toContainText('the oscillator')
  await page.getByTestId('runs-search').fill('')

  await row(0).getByRole('checkbox').check()
  await row(1).getByRole('checkbox').check()
  await expect(page.getByTestId('compared-runs').getByRole('listitem')).toHaveCount(2)
  await page.getByTestId('delete-chosen').click()
  await expect(page.getByTestId('run-row')).toHaveCount(1)
  await expect(page.getByTestId('runs-deleted')).toHaveText('2 runs deleted')
  await page.getByTestId('undo-delete').click()
  await expect(page.getByTestId('run-row')).toHaveCount(3)
})

test('a model reads dropped tables, is exported, and its recipe opens where it belongs', async () => {
  const { page } = app
  await page.getByTestId('sort-began').click()
  await page.locator('[data-testid=run-row]', { hasText: 'curve-fit' }).click()
  const f = (q: number): number => Math.exp(-q * q) * Math.sin(5 * q)
  const q = Array.from({ length: 41 }, (_, k) => -2 + k / 10)
  await drop('mine.csv', `q,F\n${q.map((x) => `${x},${f(x)}`).join('\n')}\n`)
  await expect(page.getByTestId('read-file')).toHaveText('mine.csv', { timeout: PATIENCE })
  await expect(page.getByTestId('reading-figure')).toContainText('F, against the file', { timeout: PATIENCE })
  // The function's own root mean square on this window is 0.4: what a network that has learnt nothing errs by.
  const rmse = Number(/rmse ([\d.]+)/.exec((await page.getByTestId('reading-figure').textContent()) ?? '')?.[1])
  expect(rmse).toBeLessThan(0.25)
  await drop('far.csv', 'q\n0.5\n7\n')
  await expect(page.getByTestId('reading-doubt')).toContainText('One row lies outside', { timeout: PATIENCE })
  await page.locator('[data-testid=run-row]', { hasText: 'rings' }).click()
  await expect(page.getByTestId('reading-error')).toContainText('This model is given 2 numbers a row (x, y)', { timeout: PATIENCE })
  await drop('ring.csv', 'x,y,ring\n0.05,0.05,inner\n-0.9,0.1,outer\n')
  await expect(page.getByTestId('readings')).toContainText('inner', { timeout: PATIENCE })
  await page.getByTestId('close-reading').click()

  const out = join(app.home, 'rings.onnx')
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, out)
  await page.getByTestId('export-run').click()
  await expect(page.getByTestId('model-exports')).toContainText('rings.onnx', { timeout: PATIENCE })
  expect(readFileSync(out).length).toBeGreaterThan(1000)

  await page.getByTestId('open-run').click()
  await expect(page.getByTestId('rail-fit')).toHaveAttribute('aria-current', 'page')
  await expect(page.getByTestId('recipe-chooser')).toContainText('rings')
  await expect(page.getByTestId('batch-value')).toHaveText('40')
})

test('what was deleted is gone after the next start; what lay over each other in Fit, and a comparison in Overfit, are there again', async () => {
  const { page } = app
  await page.getByTestId('rail-overfit').click()
  await page.getByTestId('recipe-batches').fill('60')
  await page.getByTestId('recipe-batches').press('Enter')
  await page.getByTestId('cure-noise-on').check()
  await page.getByTestId('train-button').click()
  await expect(page.getByTestId('cure-noise-effect')).toBeVisible({ timeout: 60_000 })
  const effect = await numberIn(page, 'cure-noise-effect')
  await page.getByTestId('rail-runs').click()
  await page.locator('[data-testid=run-row]', { hasText: 'the oscillator' }).click()
  await expect(page.getByTestId('model-says')).toContainText('epsilon')
  const run = (await page.locator('[data-testid=run-row][aria-selected=true]').getAttribute('data-run')) ?? ''
  expect(existsSync(join(app.home, 'runs', run))).toBe(true)
  await page.getByTestId('delete-run').click()
  await expect(page.getByTestId('runs-deleted')).toHaveText('One run deleted')

  await app.electron.close()
  app = await startApp(app.home)
  expect(existsSync(join(app.home, 'runs', run))).toBe(false)
  await app.page.getByTestId('rail-overfit').click()
  await expect(app.page.getByTestId('cure-noise-effect')).toBeVisible({ timeout: PATIENCE })
  expect(await numberIn(app.page, 'cure-noise-effect')).toBe(effect)
  await expect(app.page.getByTestId('train-button')).toBeDisabled()
  await app.page.getByTestId('rail-fit').click()
  await app.page.getByTestId('recipe-chooser').click()
  await app.page.getByTestId('recipe-option-rings').click()
  await expect(app.page.getByTestId('fit-view-network')).toBeVisible()
  await app.page.getByTestId('rail-runs').click()
  await expect(app.page.getByTestId('run-row')).toHaveCount(4)
})
