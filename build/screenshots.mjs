/**
 * Pictures of the real window in light and dark, in two sizes, in each state: first start, trained, a measurement read, a
 * wrong file, the engines, recipes with something wrong in them. `node build/screenshots.mjs [FOLDER]`; without a folder it renews the README's picture alone.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import './setup/check-node.mjs'
import { root } from './setup/paths.mjs'
import { runEntry } from './setup/stop.mjs'
import { resize, withWindow } from './window.mjs'

const README_PICTURE = join(root, 'resources', 'screenshots', 'characterize.png')
const SIZES = [[1280, 800], [1920, 1080]]
const TRAINED = 3000

runEntry(() => withWindow(async ({ app, page, home }) => {
  const folder = process.argv[2] ? resolve(process.argv[2]) : null
  await page.waitForTimeout(1500)
  await take(app, page, folder, '1-first-start')
  await page.getByTestId('train-button').click()
  await page.waitForFunction((least) => {
    const text = document.querySelector('[data-testid=batch-value]')?.textContent ?? ''
    return Number(text.replace(/,/g, '').match(/\d+/)?.[0] ?? 0) >= least
  }, TRAINED)
  await take(app, page, folder, '2-training')
  await drop(page, join(root, 'resources', 'samples', 'example3.txt'))
  await page.getByTestId('row-f0').waitFor()
  await page.waitForTimeout(1000)
  await take(app, page, folder, '3-measurement')
  await page.emulateMedia({ colorScheme: 'light' })
  await resize(app, [1280, 800])
  mkdirSync(join(README_PICTURE, '..'), { recursive: true })
  await page.screenshot({ path: README_PICTURE })
  const wrong = join(home, 'notes.txt')
  writeFileSync(wrong, 'this is not a measurement\n')
  await drop(page, wrong)
  await page.getByTestId('error-banner').waitFor()
  await take(app, page, folder, '4-wrong-file')
  if (folder) await optimize(app, page, folder)
  if (folder) await page.getByTestId('rail-characterize').click()
  if (folder) await recipes(app, page, folder)
  if (folder) await overfit(app, page, folder)
  if (folder) await fit(app, page, folder, home)
  if (folder) await images(app, page, folder, home)
  if (folder) await engines(app, page, folder)
  process.stdout.write(`${README_PICTURE}\n`)
}))

/** The chooser, equations of several variables with two mistakes, and a function. */
async function recipes(app, page, folder) {
  await page.getByTestId('dismiss-error').click()
  await page.getByTestId('close-file').click()
  await page.getByTestId('tab-recipe').click()
  await page.getByTestId('recipe-chooser').click()
  await take(app, page, folder, '5-recipe-chooser')
  await page.getByTestId('recipe-option-duffing-lab').click()
  await page.waitForTimeout(3000)
  await page.getByTestId('recipe-equation-v').fill('-gamma*v - omega0^2*x - alpha*x^3 + forse')
  await page.getByTestId('recipe-drive-force').fill('f*cos(phase')
  await take(app, page, folder, '6-recipe-wrong')
  await page.getByTestId('section-network').evaluate((section) => section.scrollIntoView())
  await take(app, page, folder, '7-recipe-network')
  await page.getByTestId('recipe-chooser').click()
  await page.getByTestId('recipe-option-curve-fit').click()
  await page.waitForTimeout(2000)
  await take(app, page, folder, '8-recipe-function')
}

/** The chain descending, its landscape, motion, modes and buckled minima, a descent that diverges, and a cloth. */
async function optimize(app, page, folder) {
  await page.getByTestId('rail-optimize').click()
  await page.getByTestId('steps-gradient-descent').filter({ hasText: '60' }).waitFor()
  await take(app, page, folder, 'optimize-1-descent')
  for (const method of ['momentum', 'l-bfgs']) await page.getByTestId(`method-${method}`).check()
  await page.getByTestId('speed').selectOption('as fast as it can')
  for (const tab of ['landscape', 'motion', 'modes']) {
    await page.getByTestId(`optimize-${tab}`).click()
    await page.waitForTimeout(3000)
    await take(app, page, folder, `optimize-2-${tab}`)
  }
  await page.getByTestId('optimize-l').fill('1.2')
  await page.getByTestId('optimize-minima').click()
  await page.getByTestId('search-minima').click()
  await page.getByTestId('minima').getByText('stable').first().waitFor()
  await take(app, page, folder, 'optimize-3-minima')
  await page.getByTestId('optimize-descent').click()
  await page.getByTestId('eta-gradient-descent').fill('0.9')
  await page.getByTestId('eta-gradient-descent').press('Enter')
  await page.getByTestId('diverged-gradient-descent').getByText('2/λ').waitFor()
  await take(app, page, folder, 'optimize-4-diverged')
  await page.getByTestId('builder').selectOption('cloth')
  await page.waitForTimeout(3000)
  await take(app, page, folder, 'optimize-5-cloth')
}

/** The lesson on overfitting: before, and with two cures trained, the test set seen. */
async function overfit(app, page, folder) {
  await page.getByTestId('rail-overfit').click()
  await page.waitForTimeout(500)
  await take(app, page, folder, 'overfit-1-empty')
  await page.getByTestId('cure-more-data-on').check()
  await page.getByTestId('cure-noise-on').check()
  await page.getByTestId('train-button').click()
  await page.getByTestId('cure-noise-effect').waitFor({ timeout: 120_000 })
  await page.getByTestId('reveal-test').click()
  await page.getByTestId('test-noise').waitFor()
  await page.waitForTimeout(500)
  await take(app, page, folder, 'overfit-2-trained')
}

/** The lesson's curve learnt, its residuals and its derivative; a decision map; several outputs of three inputs; one neuron. */
async function fit(app, page, folder, home) {
  await page.getByTestId('rail-fit').click()
  await page.getByTestId('curve-figure').waitFor()
  await take(app, page, folder, 'fit-1-before')
  await trainHere(page)
  await take(app, page, folder, 'fit-2-trained')
  await page.getByTestId('fit-tab-derivative').click()
  await take(app, page, folder, 'fit-3-derivative')
  await page.getByTestId('recipe-chooser').click()
  await page.getByTestId('recipe-option-two-spirals').click()
  await trainHere(page)
  await take(app, page, folder, 'fit-4-spirals')
  const table = join(home, 'field.csv')
  const wave = (k, by) => Math.sin(k * by)
  const rows = Array.from({ length: 400 }, (_, k) => [wave(k, 12.9898), wave(k, 78.233), wave(k, 37.719)]).map(([x, y, z]) => [x, y, z, x * y + z / 2, x - z * z].map((value) => value.toFixed(5)).join(','))
  writeFileSync(table, `x (mm),y (mm),z (mm),Ex (V),Ey (V)\n${rows.join('\n')}\n`)
  await drop(page, table)
  await page.getByTestId('points-chooser').waitFor()
  await take(app, page, folder, 'fit-5-columns')
  await page.getByTestId('use-3').selectOption('output')
  await page.getByTestId('use-points').click()
  await trainHere(page)
  await take(app, page, folder, 'fit-6-several-outputs')
  await page.getByTestId('fit-view-neuron').click()
  await take(app, page, folder, 'fit-7-neuron')
}

/** Maps, the network before and after training, a channel large, a kernel by hand, a measured map. */
async function images(app, page, folder, home) {
  await page.getByTestId('rail-images').click()
  await page.getByTestId('images-network').click()
  await page.getByTestId('block-2-kernels-0').waitFor()
  await take(app, page, folder, 'images-1-first-weights')
  await page.getByTestId('images-maps').click()
  await trainHere(page)
  await take(app, page, folder, 'images-2-trained')
  await page.getByTestId('images-network').click()
  await page.getByTestId('network-standing').filter({ hasText: 'After' }).waitFor()
  await take(app, page, folder, 'images-3-network')
  await page.getByTestId('block-1-features').click({ position: { x: 30, y: 30 } })
  await page.getByTestId('feature-detail').waitFor()
  await take(app, page, folder, 'images-4-channel')
  await page.keyboard.press('Escape')
  await page.getByTestId('images-kernel').click()
  await page.waitForTimeout(500)
  await take(app, page, folder, 'images-5-kernel')
  await page.getByTestId('images-maps').click()
  const map = join(home, 'map.csv')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, map)
  await page.getByTestId('save-a-simulated-map').click()
  await page.getByTestId('save-csv').click()
  await page.getByTestId('saved').waitFor()
  await page.getByTestId('images-measured').click()
  await drop(page, map)
  await page.getByTestId('map-fit-omega0').waitFor({ timeout: 60_000 })
  await take(app, page, folder, 'images-6-measured')
}

/** Trains the recipe on the bench to its end. */
async function trainHere(page) {
  await page.getByTestId('train-button').click()
  await page.locator('[data-testid=run-state]:not([data-state=finished])').waitFor()
  await page.locator('[data-testid=run-state][data-state=finished]').waitFor({ timeout: 300_000 })
  await page.waitForTimeout(1000)
}

/** The page of engines when each that is there has been measured. */
async function engines(app, page, folder) {
  await page.getByTestId('rail-engines').click()
  await page.getByTestId('engine-cpu').waitFor()
  // The run of before would be measured too.
  if (await page.getByTestId('measure-button').isDisabled()) {
    await page.getByTestId('rail-characterize').click()
    await page.getByTestId('stop-button').click()
    await page.getByTestId('rail-engines').click()
  }
  await page.getByTestId('measure-button').click()
  await page.getByText('steps/s').first().waitFor()
  await take(app, page, folder, '9-engines')
}

async function take(app, page, folder, name) {
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  for (const size of SIZES) {
    await resize(app, size)
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme })
      await page.waitForTimeout(400)
      await page.screenshot({ path: join(folder, `${name}-${size.join('x')}-${colorScheme}.png`) })
    }
  }
}

/** A drop as the desktop sends it, with the file's path. */
async function drop(page, path) {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop']) await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
  await session.detach()
}
