/** A person has the lesson's chain descend, changes it, drags it, sets it in motion, looks for its minima, modes and landscape. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { dropFile, numberIn, startApp, type App } from './app'

let app: App
type Page = App['page']

test.beforeEach(async () => {
  app = await startApp()
  await app.page.getByTestId('rail-optimize').click()
  await expect(app.page.getByTestId('structure')).toBeVisible({ timeout: 30_000 })
})
test.afterEach(async () => {
  await app.close()
})

async function setNumber(page: Page, testId: string, value: string): Promise<void> {
  await page.getByTestId(testId).fill(value)
  await page.getByTestId(testId).press('Enter')
}

async function useOnly(page: Page, method: string): Promise<void> {
  await page.getByTestId(`method-${method}`).check()
  for (const other of ['gradient-descent', 'momentum', 'adam', 'l-bfgs']) if (other !== method) await page.getByTestId(`method-${other}`).uncheck()
}

const fastest = (page: Page): Promise<unknown> => page.getByTestId('speed').selectOption('as fast as it can')

/** Where the selected mass is in the window. */
async function placeOfSelected(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const structure = page.getByTestId('structure')
  await expect(structure).toHaveAttribute('data-selected-at', /^\d+ \d+$/)
  const [x = 0, y = 0] = ((await structure.getAttribute('data-selected-at')) ?? '').split(' ').map(Number)
  const box = await structure.boundingBox()
  return { x: x + (box?.x ?? NaN), y: y + (box?.y ?? NaN) }
}

async function selectNode(page: Page, number: number): Promise<void> {
  await page.getByTestId('structure').focus()
  for (let k = 0; k < number; k++) await page.keyboard.press('ArrowRight')
  await expect(page.getByTestId('section-selected')).toContainText(`Node ${number}`)
}

test("the lesson's chain descends by itself, and each method's step, energy and gradient are told", async () => {
  const { page } = app
  // 21 springs of length 1, each K/2 0.2^2.
  await expect.poll(() => numberIn(page, 'steps-adam')).toBeGreaterThan(3)
  await expect(page.getByTestId('steps-gradient-descent')).toHaveText('60', { timeout: 20_000 })
  await expect(page.getByTestId('state-adam')).toHaveText('done')
  expect(await numberIn(page, 'value-gradient-descent')).toBeLessThan(1)
  expect(await numberIn(page, 'value-adam')).toBeLessThan(-0.9)
  await expect(page.getByTestId('play')).toHaveText('Descend again')
  await page.getByTestId('check-gradient').click()
  await expect(page.getByTestId('gradient-checked')).toContainText('20 coordinates compared')
  expect(await numberIn(page, 'gradient-checked')).toBeLessThan(1e-7)
})

test('without rest length the chain ends in the exact parabola, and a typed mistake is marked', async () => {
  const { page } = app
  await useOnly(page, 'l-bfgs')
  await fastest(page)
  await setNumber(page, 'optimize-steps', '400')
  await setNumber(page, 'optimize-l', '0')
  await expect(page.getByTestId('state-l-bfgs')).toHaveText('converged', { timeout: 20_000 })
  const y = Array.from({ length: 22 }, (_, j) => (-0.1 * j * (21 - j)) / 10)
  const springs = y.slice(1).reduce((sum, next, j) => sum + (5 / 2) * ((next - (y[j] ?? NaN)) ** 2 + 1), 0)
  expect(await numberIn(page, 'value-l-bfgs')).toBeCloseTo(springs + y.reduce((sum, value) => sum + 0.1 * value, 0), 4)

  await page.getByTestId('spring-energy').fill('K/2*(lenght - l)^2')
  await expect(page.getByTestId('spring-energy-mark')).toHaveText('lenght')
  await expect(page.getByTestId('spring-energy-issue')).toContainText('Did you mean length?')
  await expect(page.getByTestId('check-gradient')).toBeDisabled()
  await page.getByTestId('undo-optimize').click()
  await expect(page.getByTestId('spring-energy')).toHaveValue('K/2*(length - l)^2')
  await expect(page.getByTestId('spring-energy-issue')).toHaveCount(0)
})

test('a step that is too large diverges, is explained in numbers, and is mended by one click', async () => {
  const { page } = app
  await useOnly(page, 'gradient-descent')
  await fastest(page)
  // At the start the curvature across is K (1 - l) = 1: the highest of 20 standing waves has 4 sin^2(20 pi / 42).
  await expect(page.getByTestId('step-bound')).toContainText('0.503 at the start', { timeout: 20_000 })
  await setNumber(page, 'optimize-steps', '2000')
  await setNumber(page, 'eta-gradient-descent', '0.7')
  const notice = page.getByTestId('diverged-gradient-descent')
  await expect(notice).toContainText('is above 2/λ', { timeout: 20_000 })
  await expect(page.getByTestId('state-gradient-descent')).toHaveText('diverged')
  await page.getByTestId('diverged-gradient-descent-action').click()
  await expect(notice).toHaveCount(0)
  await expect(page.getByTestId('steps-gradient-descent')).toHaveText('2,000', { timeout: 20_000 })
  expect(await numberIn(page, 'norm-gradient-descent')).toBeLessThan(1e-2)
})

test('a step that is short enough at both ends and too long between them is explained by where it was', async () => {
  const { page, home } = app
  await useOnly(page, 'gradient-descent')
  await fastest(page)
  await setNumber(page, 'optimize-steps', '2000')
  const path = join(home, 'channel.csv')
  // A mass rolls along a channel that is stiff across about x = 3 alone.
  const energy = '0.1*(x - 6)^2/2 + (1 + A*exp(-(x - 3)^2))*(y^2/2 + y^4)'
  writeFileSync(path, ['node,P,0,0.000001,both', 'node,Q,0,-1,none', 'node,R,6,-1,none', 'spring,Q,R', 'constant,K,1', 'constant,A,40', `energy,spring,K*length`, `energy,mass,${energy}`].join('\n'))
  await dropFile(page, path)
  await setNumber(page, 'eta-gradient-descent', '0.2')
  const notice = page.getByTestId('diverged-gradient-descent')
  await expect(notice).toContainText(/is below 2\/λ = [\d.]+ at both ends, .* but at step \d+ it came to where the largest curvature was λ = [\d.]+/, { timeout: 20_000 })
  await page.getByTestId('diverged-gradient-descent-action').click()
  await expect(notice).toHaveCount(0)
  await setNumber(page, 'eta-gradient-descent', '0.04')
  // 2 / (1 + 40) is 0.049.
  await expect(page.getByTestId('step-bound')).toContainText(/0\.048\d* on the way, at step 1\d\d/, { timeout: 20_000 })
})

test('a mass is dragged and relaxes, is pinned, its spring is stiffened and cut, and all is undone', async () => {
  const { page } = app
  await useOnly(page, 'l-bfgs')
  await fastest(page)
  await setNumber(page, 'optimize-steps', '500')
  await expect(page.getByTestId('state-l-bfgs')).toHaveText('converged', { timeout: 20_000 })
  const lowest = await numberIn(page, 'value-l-bfgs')
  await selectNode(page, 11)
  const at = await placeOfSelected(page)
  await page.mouse.move(at.x, at.y)
  await page.mouse.down()
  await page.mouse.move(at.x, at.y - 60, { steps: 6 })
  await page.mouse.move(at.x, at.y - 120, { steps: 6 })
  await expect.poll(() => numberIn(page, 'value-l-bfgs')).toBeGreaterThan(lowest + 0.1)
  await page.mouse.up()
  await expect.poll(() => numberIn(page, 'value-l-bfgs'), { timeout: 20_000 }).toBeCloseTo(lowest, 5)

  await page.keyboard.press('p')
  await expect(page.getByTestId('node-free')).toHaveValue('none')
  await expect(page.getByTestId('structure-counts')).toContainText('19 coordinates move')
  await page.getByTestId('structure').focus()
  await page.keyboard.press('.')
  await expect(page.getByTestId('section-selected')).toContainText('Spring 1, between nodes 1 and 2')
  await setNumber(page, 'spring-K', '50')
  await expect(page.getByTestId('section-selected')).toContainText('K, its own')
  await page.getByTestId('cut').click()
  await expect(page.getByTestId('structure-counts')).toContainText('20 springs')
  await page.getByTestId('undo-optimize').click()
  await page.getByTestId('undo-optimize').click()
  await page.getByTestId('undo-optimize').click()
  await expect(page.getByTestId('structure-counts')).toContainText('22 nodes, 21 springs, 20 coordinates move')
})

test('masses are added by clicks', async () => {
  const { page } = app
  await selectNode(page, 11)
  const at = await placeOfSelected(page)
  await page.getByTestId('add-mass').click()
  await page.mouse.click(at.x, at.y + 90)
  await expect(page.getByTestId('structure-counts')).toContainText('23 nodes, 22 springs')
  await expect(page.getByTestId('section-selected')).toContainText('Node 23')
  await page.getByTestId('cut').click()
  await expect(page.getByTestId('structure-counts')).toContainText('22 nodes, 21 springs')
})

test('in motion the energy is conserved to the digit, and friction brings it to rest', async () => {
  const { page } = app
  await page.getByTestId('optimize-motion').click()
  await page.getByTestId('pace').selectOption('10 time units/s')
  await expect.poll(() => numberIn(page, 'motion-time'), { timeout: 20_000 }).toBeGreaterThan(15)
  // 21 K/2 0.2^2 = 2.1 at the start, at rest.
  expect(await numberIn(page, 'motion-total')).toBeCloseTo(2.1, 3)
  expect(Math.abs(await numberIn(page, 'motion-drift'))).toBeLessThan(1e-3)
  expect(await numberIn(page, 'motion-kinetic')).toBeGreaterThan(0)
  await page.getByTestId('pace').selectOption('40 time units/s')
  await setNumber(page, 'motion-friction', '0.5')
  await expect.poll(() => numberIn(page, 'motion-kinetic'), { timeout: 30_000 }).toBeLessThan(1e-6)
  await setNumber(page, 'motion-friction', '0')
  await setNumber(page, 'motion-dt', '1.5')
  await expect(page.getByTestId('motion-diverged')).toContainText('2/ω', { timeout: 20_000 })
})

test('a buckled mass has two minima, and a stretched chain the modes of a string of beads', async () => {
  const { page } = app
  await setNumber(page, 'structure-size', '1')
  await setNumber(page, 'optimize-l', '1.2')
  await setNumber(page, 'optimize-mg', '0')
  await page.getByTestId('optimize-minima').click()
  await page.getByTestId('search-minima').click()
  await expect(page.getByTestId('minima')).toContainText('stable', { timeout: 30_000 })
  await expect(page.getByTestId('minima').locator('tbody tr')).toHaveCount(2)
  // E'' = 2 K (d/l)^2 with d^2 = l^2 - 1.
  await expect(page.getByTestId('minima')).toContainText('3.06')
  await page.getByTestId('minimum-1').click()
  await expect(page.getByTestId('minima').locator('tr[aria-selected=true]')).toHaveCount(1)

  await page.getByTestId('optimize-descent').click()
  await setNumber(page, 'structure-size', '20')
  await setNumber(page, 'optimize-l', '0.8')
  await page.getByTestId('optimize-modes').click()
  const second = (2 * Math.sin((2 * Math.PI) / 42)).toFixed(5)
  await expect(page.getByTestId('modes')).toContainText(second, { timeout: 30_000 })
  await page.getByTestId('mode-1').click()
  await expect(page.getByTestId('structure-figure')).toHaveAttribute('aria-label', /mode 2, angular frequency 0\.2981/)
})

test('the landscape is drawn with the paths over it, and two coordinates can be chosen', async () => {
  const { page } = app
  await fastest(page)
  await page.getByTestId('optimize-landscape').click()
  await expect(page.getByTestId('landscape-figure')).toHaveAttribute('aria-label', /descent turns/, { timeout: 30_000 })
  // Drawn once: the worker rests afterwards.
  await expect(page.getByTestId('draw-landscape')).toBeEnabled()
  await page.waitForTimeout(500)
  await expect(page.getByTestId('measurement-worker-status')).toHaveAttribute('data-state', 'idle')
  // Of two planes in a row the last one is shown.
  await page.getByTestId('plane').selectOption('random')
  await page.getByTestId('plane').selectOption('coordinates')
  await expect(page.getByTestId('landscape-figure')).toHaveAttribute('aria-label', /held where the descent ended/, { timeout: 30_000 })
  await page.getByTestId('plane').selectOption('random')
  await expect(page.getByTestId('landscape-figure')).toHaveAttribute('aria-label', /random orthonormal/, { timeout: 30_000 })
})

test('a table of nodes and springs is dropped, and a wrong one is refused with line and column', async () => {
  const { page, home } = app
  const file = join(home, 'crane.csv')
  writeFileSync(file, 'node,A,0,0,none\nnode,B,0,2,none\nnode,C,3,1,both,2\nspring,A,C,K=50,l=3\nspring,B,C,K=50,l=3\n')
  await dropFile(page, file)
  await expect(page.getByTestId('structure-name')).toHaveText('crane')
  await expect(page.getByTestId('structure-counts')).toContainText('3 nodes, 2 springs, 2 coordinates move')
  writeFileSync(file, 'node,A,0,0,none\nspring,A,Z\n')
  await dropFile(page, file)
  await expect(page.getByTestId('error-banner')).toContainText('line 2, column 3')
  await expect(page.getByTestId('structure-name')).toHaveText('crane')
})

test('2,000 masses descend and move beside a training', async () => {
  const { page } = app
  await page.getByTestId('rail-characterize').click()
  await setNumber(page, 'recipe-batches', '2000000')
  await page.getByTestId('train-button').click()
  await expect.poll(() => numberIn(page, 'batch-value'), { timeout: 30_000 }).toBeGreaterThan(100)
  await page.getByTestId('rail-optimize').click()
  await setNumber(page, 'optimize-steps', '1000000')
  await setNumber(page, 'structure-size', '2000')
  await fastest(page)
  const descended = await numberIn(page, 'steps-gradient-descent')
  await expect.poll(() => numberIn(page, 'steps-gradient-descent')).toBeGreaterThan(descended)
  await page.getByTestId('optimize-motion').click()
  const before = await numberIn(page, 'motion-time')
  await expect.poll(() => numberIn(page, 'motion-time')).toBeGreaterThan(before)
})
