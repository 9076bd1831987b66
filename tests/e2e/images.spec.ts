/** Maps as images: simulated, learnt, looked into, slid over by a kernel, and a measured one read. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { dropFile, numberIn, root, startApp, type App } from './app'

let app: App
type Page = App['page']

test.beforeEach(async () => {
  app = await startApp()
  await app.page.getByTestId('rail-images').click()
  await expect(app.page.getByTestId('map-figure')).toBeVisible({ timeout: 30_000 })
})
test.afterEach(async () => {
  await app.close()
})

/** The picture on the screen as it is saved. */
async function savedCsv({ page, electron, home }: App, testId: string, name: string): Promise<string> {
  const path = join(home, name)
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
  await page.getByTestId(testId).click()
  await page.getByTestId('save-csv').click()
  await expect(page.getByTestId('saved')).toContainText(name)
  return path
}

/** What was drawn for a map, as its button says. */
async function truthOf(page: Page, index: number): Promise<Record<string, number>> {
  const words = (await page.getByTestId(`map-${index}`).getAttribute('title')) ?? ''
  return Object.fromEntries([...words.replaceAll('−', '-').matchAll(/(\w+) (-?[\d.]+)/g)].map(([, name = '', value]) => [name, Number(value)]))
}

/** 'value(error)' as the window shows it. */
async function uncertain(page: Page, testId: string): Promise<{ value: number; error: number }> {
  const text = ((await page.getByTestId(testId).textContent()) ?? '').replace('−', '-')
  const [, value = '', error = ''] = /(-?[\d.]+)\(([\d.]+)\)/.exec(text) ?? []
  const decimals = value.split('.')[1]?.length ?? 0
  return { value: Number(value), error: error.includes('.') ? Number(error) : Number(error) * 10 ** -decimals }
}

test('shows noisy maps with axes, others on demand, without their noise, and the coordinate channels; saves the numbers', async () => {
  const { page } = app
  await expect(page.getByTestId('map-list').locator('li')).toHaveCount(6)
  const before = await page.getByTestId('map-figure').getAttribute('aria-label')
  await page.getByTestId('draw-others').click()
  await expect(page.getByTestId('map-figure')).not.toHaveAttribute('aria-label', before ?? '')
  await page.getByTestId('map-3').click()
  await page.getByTestId('map-noise').uncheck()
  const csv = readFileSync(await savedCsv(app, 'save-a-simulated-map', 'plain.csv'), 'utf8').trim().split('\n').map((line) => line.split(','))
  expect(csv).toHaveLength(51)
  expect(csv[0]?.[0]).toBe('|z|: drive f down and drive frequency omega across')
  const drives = csv.slice(1).map(([drive]) => Number(drive))
  expect(drives[0]).toBeCloseTo(0.1, 6)
  expect(drives[49]).toBeCloseTo(2, 6)
  // A modulus without noise is never negative, and grows with the drive.
  const sum = (row: string[] | undefined): number => (row ?? []).slice(1).map(Number).reduce((total, value) => total + value, 0)
  expect(csv.slice(1).flatMap((row) => row.slice(1).map(Number)).every((value) => value >= 0)).toBe(true)
  expect(sum(csv[50])).toBeGreaterThan(5 * sum(csv[1]))
  await page.getByTestId('map-channel-2').click()
  const ramp = readFileSync(await savedCsv(app, 'save-a-coordinate-channel', 'ramp.csv'), 'utf8').trim().split('\n')[1]?.split(',') ?? []
  expect([Number(ramp[1]), Number(ramp[50])]).toEqual([-1, 1])
})

test('shows each layer with its shape and what it makes of a map, while it trains; 2,000 batches end below the claimed loss', async () => {
  test.setTimeout(240_000)
  const { page } = app
  await page.getByTestId('images-network').click()
  await expect(page.getByTestId('block-1-shape')).toHaveText('→ 24 × 24 × 30')
  await expect(page.getByTestId('block-4-shape')).toHaveText('→ 2 × 2 × 10')
  await expect(page.getByTestId('network-standing')).toContainText('22,013 parameters')
  await expect(page.getByTestId('network-standing')).toContainText('Not trained yet')
  await expect(page.getByTestId('block-1-kernels-2')).toBeVisible()
  // Of a deeper layer the kernels over one of the 30 channels before it.
  const deeper = (): Promise<string> => page.getByTestId('block-2-kernels-0').evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ''))
  const overFirst = await deeper()
  await page.getByTestId('block-2-from').fill('12')
  await expect.poll(deeper).not.toBe(overFirst)
  // A click shows a channel large, with the kernels that make it.
  await page.getByTestId('block-2-features').click({ position: { x: 4, y: 4 } })
  await expect(page.getByTestId('feature-figure')).toContainText('Layer 3, channel 1')
  await expect(page.getByTestId('feature-detail')).toContainText('over each of 30 channels')
  await page.getByTestId('feature-next').click()
  await expect(page.getByTestId('feature-figure')).toContainText('Layer 3, channel 2')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('feature-detail')).toHaveCount(0)
  const picture = (): Promise<string> => page.getByTestId('block-1-kernels-0').evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ''))
  const first = await picture()
  await page.getByTestId('train-button').click()
  await expect(page.getByTestId('network-standing')).toContainText(/After [\d,]+ batches/, { timeout: 60_000 })
  await expect.poll(picture, { timeout: 20_000 }).not.toBe(first)
  await page.getByTestId('images-maps').click()
  await expect(page.getByTestId('run-state')).toHaveText('finished', { timeout: 150_000 })
  expect(await numberIn(page, 'validation-value')).toBeLessThan(0.0113)
  // The network now reads the map that is chosen.
  await page.getByTestId('images-network').click()
  const read = await numberIn(page, 'read-omega0')
  const words = (await page.getByTestId('reading').locator('tbody tr').first().textContent()) ?? ''
  const truth = Number(/omega0\s*([−-]?[\d.]+)/.exec(words.replace('−', '-'))?.[1])
  expect(Math.abs(read - truth)).toBeLessThan(0.35)
})

test('builds the network from blocks: adds, moves, removes, undoes, and says what does not fit', async () => {
  const { page } = app
  await page.getByTestId('images-network').click()
  await page.getByTestId('block-4-add').click()
  await expect(page.getByTestId('block-5-shape')).toHaveText('→ 2 × 2 × 16')
  await page.getByTestId('block-6-earlier').click()
  await expect(page.getByTestId('block-6-problem')).toContainText('it runs over a map')
  await expect(page.getByTestId('train-button')).toBeDisabled()
  await page.getByTestId('block-6-remove').click()
  await expect(page.getByTestId('block-6-problem')).toHaveCount(0)
  await page.getByTestId('undo-recipe').click()
  await page.getByTestId('undo-recipe').click()
  await page.getByTestId('undo-recipe').click()
  await expect(page.getByTestId('block-5-shape')).toHaveText('→ 40')
})

test('slides a kernel step by step: the sum is that of the products, and the whole picture comes', async () => {
  const { page } = app
  await page.getByTestId('images-kernel').click()
  await page.getByTestId('kernel-any-edge').click()
  await expect(page.getByTestId('kernel-standing')).toHaveText('number 0 of 48 × 48')
  await page.getByTestId('kernel-step').click()
  const cells = (await page.getByTestId('kernel-tables').locator('td').allTextContents()).map((text) => Number(text.replace('−', '-')))
  const [seen, weights] = [cells.slice(0, 9), cells.slice(9, 18)]
  const sum = seen.reduce((total, value, k) => total + value * (weights[k] ?? NaN), 0)
  // Two digits of each are shown.
  expect(Math.abs((await numberIn(page, 'kernel-sum')) - sum)).toBeLessThan(0.5)
  await page.getByTestId('kernel-stride').selectOption('2')
  await page.getByTestId('kernel-padded').check()
  await expect(page.getByTestId('kernel-standing')).toContainText('of 25 × 25')
  await page.getByTestId('kernel-whole').click()
  await expect(page.getByTestId('kernel-standing')).toHaveText('number 625 of 25 × 25')
  await page.getByTestId('weight-1-1').fill('9')
  await page.getByTestId('weight-1-1').press('Enter')
  await expect(page.getByTestId('kernel-view')).toContainText('Weights of your own')
  await dropFile(page, join(root, 'resources', 'screenshots', 'characterize.png'))
  await expect(page.getByTestId('kernel-view')).toContainText('characterize.png: 96 × 60 numbers')
  // 20,000 x 20,000 pixels of one colour are a file of some kilobytes, and 1.6 GB once they are decoded.
  const huge = join(app.home, 'huge.png')
  writeFileSync(huge, Buffer.from('89504e470d0a1a0a0000000d4948445200004e2000004e200100000000', 'hex'))
  await dropFile(page, huge)
  await expect(page.getByTestId('error-banner')).toContainText('20,000 × 20,000 pixels')
  await expect(page.getByTestId('kernel-view')).toContainText('characterize.png: 96 × 60 numbers')
  await page.getByTestId('kernel-play').click()
  await expect(page.getByTestId('kernel-play')).toHaveText('Pause')
})

test('reads a measured map: parameters with their errors, the map that they imply, and doubts', async () => {
  const { page } = app
  const truth = await truthOf(page, 1)
  await page.getByTestId('map-1').click()
  const path = await savedCsv(app, 'save-a-simulated-map', 'map.csv')
  await page.getByTestId('images-measured').click()
  await expect(page.getByTestId('no-measured-map')).toBeVisible()
  await dropFile(page, path)
  await expect(page.getByTestId('map-fit-omega0')).toBeVisible({ timeout: 30_000 })
  for (const name of ['omega0', 'gamma', 'epsilon']) {
    const { value, error } = await uncertain(page, `map-fit-${name}`)
    // The button shows three digits.
    expect(Math.abs(value - (truth[name] ?? NaN))).toBeLessThan(4.5 * error + 0.002)
  }
  await expect(page.getByTestId('map-difference')).toBeVisible()
  await page.getByTestId('map-gain-free').check()
  await expect(page.getByTestId('map-gain')).toBeVisible({ timeout: 30_000 })
  const gain = await uncertain(page, 'map-gain')
  expect(Math.abs(gain.value - 1)).toBeLessThan(4.5 * gain.error)

  const noise = join(app.home, 'noise.csv')
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  writeFileSync(noise, lines.map((line, row) => (row === 0 ? line : line.split(',').map((cell, column) => (column === 0 ? cell : String(Math.sin(1e4 * row + 78 * column * column)))).join(','))).join('\n'))
  await dropFile(page, noise)
  await expect(page.getByTestId('map-warning-map-nothing')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByTestId('map-fit-omega0')).toHaveText('—')

  const broken = join(app.home, 'broken.csv')
  writeFileSync(broken, lines.map((line, row) => (row === 7 ? line.replace(/,[^,]*$/, '') : line)).join('\n'))
  await dropFile(page, broken)
  await expect(page.getByTestId('map-error')).toContainText('line 8')
})
