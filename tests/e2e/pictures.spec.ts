/** A folder of labelled pictures in the workspace Images: opened, learnt, looked into, exported, used on a dropped picture, and missed when it changes. */
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { dropFile, numberIn, startApp, type App } from './app'
import { discFolder, discPng, discs, sortedFolder } from '../worker/pictures/folder-of'

let app: App
const made: string[] = []

test.beforeEach(async () => {
  app = await startApp()
  await app.page.getByTestId('rail-images').click()
})
test.afterEach(async () => {
  await app.close()
  made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }))
})

async function openFolder(path: string): Promise<void> {
  made.push(path)
  await dropFile(app.page, path)
  await expect(app.page.getByTestId('folder-chooser')).toBeVisible({ timeout: 20_000 })
}

test('pictures with numbers: read, learnt, looked into, exported; a dropped one is read within its error; a changed folder is said', async () => {
  const { page, electron, home } = app
  const folder = discFolder(discs(160), (at) => (at % 5 === 0 ? 36 : 24))
  writeFileSync(join(folder, 'disc-0007.png'), 'no picture')
  await openFolder(folder)
  await expect(page.getByTestId('folder-sizes')).toContainText('159 pictures, grey: 127 of 24 × 24, 32 of 36 × 36')
  await expect(page.getByTestId('folder-skipped')).toContainText('disc-0007.png')
  await expect(page.getByTestId('label-0')).toHaveValue('value')
  await page.getByTestId('use-folder').click()
  await expect(page.getByTestId('picture-list').locator('li')).toHaveCount(12, { timeout: 20_000 })
  await expect(page.getByTestId('pictures-notes')).toContainText('32 of 159 pictures have another size and are resampled to 24 × 24 pixels')
  await page.getByTestId('recipe-batches').fill('250')
  await page.getByTestId('recipe-batches').press('Enter')
  await page.getByTestId('train-button').click()
  await page.getByTestId('images-network').click()
  await expect(page.getByTestId('block-1-shape')).toHaveText('→ 11 × 11 × 30')
  await expect(page.getByTestId('network-standing')).toContainText(/After [\d,]+ batches/, { timeout: 60_000 })
  await page.getByTestId('images-maps').click()
  await expect(page.getByTestId('run-state')).toHaveText('finished', { timeout: 80_000 })
  await expect(page.getByTestId('prediction-radius')).toBeVisible()

  const own = join(mkdtempSync(join(tmpdir(), 'sharkfin-own-')), 'own.png')
  made.push(join(own, '..'))
  writeFileSync(own, discPng({ radius: 6.5, x: 11, y: 13 }))
  await dropFile(page, own)
  await expect(page.getByTestId('picture-read-radius')).toHaveText(/\d\(\d+\) px/, { timeout: 20_000 })
  expect(Math.abs((await numberIn(page, 'picture-read-radius')) - 6.5)).toBeLessThan(0.8)

  const out = join(home, 'discs.onnx')
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, out)
  await page.getByTestId('export-button').click()
  await expect.poll(() => (existsSync(out) ? readFileSync(out).length : 0), { timeout: 30_000 }).toBeGreaterThan(10_000)

  // A picture like none of them is said to be so.
  const strange = join(own, '..', 'strange.csv')
  writeFileSync(strange, Array.from({ length: 24 }, (_, row) => Array.from({ length: 24 }, (__, column) => ((row + column) % 2 === 0 ? 1 : 0)).join(',')).join('\n'))
  await dropFile(page, strange)
  await expect(page.getByTestId('picture-doubt')).toContainText('unlike the pictures of the folder', { timeout: 20_000 })

  // What was there is there no more; the same pictures in another place are found again.
  const moved = `${folder}-moved`
  renameSync(folder, moved)
  made.push(moved)
  await page.getByTestId('images-maps').click()
  await page.getByTestId('draw-others').click()
  await expect(page.getByTestId('pictures-error')).toContainText('cannot be read')
  await dropFile(page, moved)
  await expect(page.getByTestId('saved')).toContainText('reads its pictures from', { timeout: 20_000 })
  await expect(page.getByTestId('pictures-error')).toHaveCount(0, { timeout: 20_000 })
  writeFileSync(join(moved, 'disc-0007.png'), discPng({ radius: 4, x: 12, y: 12 }))
  await page.getByTestId('draw-others').click()
  await expect(page.getByTestId('pictures-error')).toContainText('has changed: it now holds 160')
})

test('pictures sorted into sub-folders: which is taken for which, and a dropped one is named', async () => {
  const { page } = app
  await openFolder(sortedFolder(discs(160)))
  await expect(page.getByTestId('folder-chooser')).toContainText('The sub-folders are the classes: large, small')
  await page.getByTestId('use-folder').click()
  await page.getByTestId('recipe-batches').fill('120')
  await page.getByTestId('recipe-batches').press('Enter')
  await page.getByTestId('train-button').click()
  await expect(page.getByTestId('run-state')).toHaveText('finished', { timeout: 80_000 })
  const [ll, ls, sl, ss] = [await numberIn(page, 'confusion-0-0'), await numberIn(page, 'confusion-0-1'), await numberIn(page, 'confusion-1-0'), await numberIn(page, 'confusion-1-1')].map((count) => (Number.isNaN(count) ? 0 : count))
  expect((ll ?? 0) + (ls ?? 0) + (sl ?? 0) + (ss ?? 0)).toBe(32)
  expect((ll ?? 0) + (ss ?? 0)).toBeGreaterThan(26)
  const own = join(mkdtempSync(join(tmpdir(), 'sharkfin-own-')), 'own.png')
  made.push(join(own, '..'))
  writeFileSync(own, discPng({ radius: 8.5, x: 12, y: 12 }))
  await dropFile(page, own)
  await expect(page.getByTestId('picture-class')).toHaveText('large', { timeout: 20_000 })
  await expect(page.getByTestId('picture-trust')).toContainText('held-out pictures')
})
