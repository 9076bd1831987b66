/** A recipe as one file: saved from its workspace, dropped on any other, refused with its place where it is wrong; nothing is lost. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { dropFile, root, startApp, type App } from './app'

/** A file waits for what the worker has in hand. */
const PATIENCE = 30_000

test.describe.configure({ mode: 'serial' })
let app: App

test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(async () => {
  await app.close()
})

async function saveTo(name: string, save: () => Promise<void>): Promise<string> {
  const path = join(app.home, name)
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
  await save()
  return path
}

/** The words of the application menu reach the window as events. */
async function fromMenu(command: string): Promise<void> {
  await app.electron.evaluate(({ BrowserWindow }, word) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send('sharkfin:event', { kind: 'menu', command: word })
  }, command)
}

async function setNumber(testId: string, value: string): Promise<void> {
  await app.page.getByTestId(testId).fill(value)
  await app.page.getByTestId(testId).press('Enter')
}

async function dropText(name: string, text: string): Promise<void> {
  const path = join(app.home, name)
  writeFileSync(path, text)
  await dropFile(app.page, path)
}

test('a recipe is saved from its workspace, and dropped on another it opens where it belongs; undo brings back what was there', async () => {
  const { page } = app
  await setNumber('recipe-batches', '1234')
  const path = await saveTo('mine', () => page.getByTestId('save-recipe').click())
  await expect(page.getByTestId('saved')).toHaveText('Recipe saved as mine.json')
  expect(JSON.parse(readFileSync(`${path}.json`, 'utf8'))).toMatchObject({ format: 'sharkfin-recipe', name: 'duffing-curve', training: { batches: 1234 } })
  await setNumber('recipe-batches', '55')

  await page.getByTestId('rail-fit').click()
  await expect(page.getByTestId('recipe-chooser')).toContainText('curve-fit')
  await dropFile(page, `${path}.json`)
  await expect(page.getByTestId('saved')).toContainText('mine.json opened in Characterize', { timeout: PATIENCE })
  await expect(page.getByTestId('rail-characterize')).toHaveAttribute('aria-current', 'page')
  await expect(page.getByTestId('recipe-batches')).toHaveValue('1234')
  await page.getByTestId('undo-recipe').click()
  await expect(page.getByTestId('recipe-batches')).toHaveValue('55')

  // Maps, functions and sets that are learnt by heart have their own rooms.
  for (const [name, home] of [['duffing-map', 'images'], ['rings', 'fit'], ['duffing-overfit', 'characterize']] as const) {
    await dropFile(page, join(root, 'resources', 'recipes', `${name}.json`))
    await expect(page.getByTestId(`rail-${home}`)).toHaveAttribute('aria-current', 'page', { timeout: PATIENCE })
    await expect(page.getByTestId('recipe-chooser')).toContainText(name, { timeout: PATIENCE })
    await page.getByTestId('rail-characterize').click()
  }
})

test('a file that is wrong says where, one of a newer version is refused, and the recipe stays', async () => {
  const { page } = app
  const text = readFileSync(join(root, 'resources', 'recipes', 'curve-fit.json'), 'utf8')
  const before = await page.getByTestId('recipe-chooser').textContent()
  const line = (part: string): number => text.slice(0, text.indexOf(part)).split('\n').length
  await dropText('half.json', text.slice(0, text.indexOf('"training"')))
  await expect(page.getByTestId('error-banner')).toContainText(`half.json, line ${line('"training"')}`, { timeout: PATIENCE })
  await dropText('wrong.json', text.replace(/"batch": \d+/, '"batch": 0'))
  await expect(page.getByTestId('error-banner')).toContainText('training.batch must be at least 1', { timeout: PATIENCE })
  await expect(page.getByTestId('error-banner')).toContainText(`wrong.json, line ${line('"batch":')}, column`)
  await dropText('newer.json', text.replace('"version": 3', '"version": 8'))
  await expect(page.getByTestId('error-banner')).toContainText('This recipe has version 8; this Sharkfin reads up to version 3.', { timeout: PATIENCE })
  expect(await page.getByTestId('recipe-chooser').textContent()).toBe(before)
})

test('what Optimize is set to is one file: steps, minimisers, start and seed; a structure saved by an older Sharkfin opens too', async () => {
  const { page } = app
  await page.getByTestId('rail-optimize').click()
  await setNumber('optimize-steps', '33')
  await setNumber('start-seed', '9')
  await page.getByTestId('method-momentum').check()
  await setNumber('eta-momentum', '0.07')
  const path = await saveTo('chain.json', () => fromMenu('save-recipe'))
  await expect(page.getByTestId('saved')).toHaveText('Recipe saved as chain.json')
  const saved: Record<string, unknown> = JSON.parse(readFileSync(path, 'utf8'))
  expect(saved).toMatchObject({ format: 'sharkfin-optimize', steps: 33, start: { seed: 9 }, methods: { momentum: { on: true, eta: 0.07 } } })
  await page.getByTestId('reset-optimize').click()
  await expect(page.getByTestId('optimize-steps')).toHaveValue('60')

  await page.getByTestId('rail-lessons').click()
  await dropFile(page, path)
  await expect(page.getByTestId('saved')).toContainText('chain.json opened in Optimize', { timeout: PATIENCE })
  await expect(page.getByTestId('optimize-steps')).toHaveValue('33')
  await expect(page.getByTestId('start-seed')).toHaveValue('9')
  await expect(page.getByTestId('eta-momentum')).toHaveValue('0.07')
  await page.getByTestId('undo-optimize').click()
  await expect(page.getByTestId('optimize-steps')).toHaveValue('60')
  await dropText('structure.json', JSON.stringify({ ...(saved['structure'] as object), name: 'older' }))
  await expect(page.getByTestId('structure-name')).toHaveText('older', { timeout: PATIENCE })
})
