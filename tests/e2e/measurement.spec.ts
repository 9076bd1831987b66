/** A person drops files on the window: real ones, and ones that are no measurement. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { dropFile, numberIn, sample, startApp, watchAnswers, type App } from './app'

let app: App

test.beforeEach(async () => {
  app = await startApp()
})
test.afterEach(async () => {
  await app.close()
})

test('reads a dropped sweep: the resonance of example3 at its lower drive, with its error', async () => {
  const { page } = app
  const answers = await watchAnswers(page)
  await dropFile(page, sample('example3.txt'))
  await page.getByTestId('row-f0').waitFor()
  // science.md section 3: f0 1633.33 +- 0.03 Hz, fwhm 1.45 +- 0.06 Hz at drive 3.71e-8.
  expect(Math.abs((await numberIn(page, 'value-f0')) - 1633.33)).toBeLessThan(0.1)
  expect(Math.abs((await numberIn(page, 'value-fwhm')) - 1.45)).toBeLessThan(0.15 * 1.45)
  await expect(page.getByTestId('row-f0')).toContainText('Hz')
  await expect(page.getByTestId('file-name')).toContainText('example3.txt')
  const slowest = await answers()
  expect(slowest.page).toBeLessThan(100)
  expect(slowest.main).toBeLessThan(100)
  expect(slowest.answers).toBeGreaterThan(0)
})

test('says in one sentence what is wrong with a file, and keeps the previous result', async () => {
  const { page, home } = app
  await dropFile(page, sample('example1.txt'))
  await page.getByTestId('row-f0').waitFor()
  const before = await page.getByTestId('row-f0').textContent()
  // Their names do not say what they are: the banner prints them.
  const image = join(home, 'first.dat')
  writeFileSync(image, Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
  const folder = join(home, 'second')
  mkdirSync(folder)
  const empty = join(home, 'third.txt')
  writeFileSync(empty, '')
  const told = [
    [image, 'The file is a PNG picture, not a table of numbers.'],
    [folder, '"second" is a folder.'],
    [empty, 'There is nothing in the file but blanks.']
  ] as const
  for (const [path, sentence] of told) {
    await dropFile(page, path)
    await expect(page.getByTestId('error-banner').locator('strong')).toHaveText(sentence)
    expect(await page.getByTestId('row-f0').textContent()).toBe(before)
  }
})

test('copies the table, and saves numbers and figures', async () => {
  const { page, electron, home } = app
  await dropFile(page, sample('example3.txt'))
  await page.getByTestId('row-f0').waitFor()
  await page.getByTestId('copy-table').click()
  await expect.poll(() => electron.evaluate(({ clipboard }) => clipboard.readText())).toContain('f0\t')

  const save = async (name: string, click: () => Promise<void>): Promise<string> => {
    const path = join(home, name)
    await electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, path)
    await click()
    await expect.poll(() => (existsSync(path) ? statSync(path).size : 0)).toBeGreaterThan(0)
    return path
  }
  const json = await save('numbers.json', () => page.getByTestId('save-parameters-json').click())
  const numbers: { joint: { drive: number; parameters: { f0: { value: number; unit: string } } }[] } = JSON.parse(readFileSync(json, 'utf8'))
  // science.md section 3: the lower of example3's two drives.
  const lower = numbers.joint.find(({ drive }) => Math.abs(drive / 3.71e-8 - 1) < 0.01)
  expect(lower?.parameters.f0.unit).toBe('Hz')
  expect(Math.abs((lower?.parameters.f0.value ?? NaN) - 1633.33)).toBeLessThan(0.1)
  const figure = (kind: string) => async () => {
    await page.getByTestId('save-response').click()
    await page.getByTestId(`save-${kind}`).click()
  }
  expect(readFileSync(await save('figure.svg', figure('svg')), 'utf8')).toContain('<svg')
  const png = readFileSync(await save('figure.png', figure('png')))
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
})

test('reads numbers that are pasted', async () => {
  const { page } = app
  const text = readFileSync(sample('example1.txt'), 'utf8')
  await page.evaluate((pasted) => {
    const data = new DataTransfer()
    data.setData('text/plain', pasted)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
  }, text)
  await page.getByTestId('row-f0').waitFor()
  expect(Math.abs((await numberIn(page, 'value-f0')) - 3966.73)).toBeLessThan(0.3)
})
