/** A person edits a recipe: its equations as typed mathematics, its priors, its integrator; and chooses another one. */
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

async function choose(page: Page, name: string): Promise<void> {
  await page.getByTestId('recipe-chooser').click()
  await page.getByTestId(`recipe-option-${name}`).click()
  await expect(page.getByTestId('recipe-chooser')).toContainText(name)
}

async function setNumber(page: Page, testId: string, value: string): Promise<void> {
  await page.getByTestId(testId).fill(value)
  await page.getByTestId(testId).press('Enter')
}

/**
 * How far the mark lies from the character at `column`, in CSS pixels. Where that is drawn is found apart from the mark, by a copy of
 * the field that is a plain element of the same width, font and wrapping.
 */
async function markMisses(page: Page, testId: string, column: number): Promise<{ readonly x: number; readonly y: number }> {
  return page.evaluate(
    ([id, at]) => {
      const find = (name: string): Element => document.querySelector(`[data-testid="${name}"]`) ?? document.body
      const field = find(id)
      if (!(field instanceof HTMLTextAreaElement)) throw new Error(`${id} is no field`)
      const style = getComputedStyle(field)
      const copy = document.createElement('div')
      for (const name of ['font', 'letterSpacing', 'padding', 'boxSizing', 'tabSize'] as const) copy.style[name] = style[name]
      const box = field.getBoundingClientRect()
      Object.assign(copy.style, { position: 'fixed', left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px` })
      Object.assign(copy.style, { whiteSpace: 'pre-wrap', overflowWrap: 'break-word' })
      copy.textContent = field.value
      document.body.append(copy)
      const range = document.createRange()
      const text = copy.firstChild ?? copy
      range.setStart(text, at - 1)
      range.setEnd(text, at)
      const character = range.getBoundingClientRect()
      const mark = find(`${id}-mark`).getBoundingClientRect()
      copy.remove()
      return { x: mark.left - character.left, y: mark.top - character.top }
    },
    [testId, column] as const
  )
}

/** @param wrong the field's text with one wrong word, which `word` names */
async function expectMark(page: Page, testId: string, wrong: string, word: string): Promise<void> {
  await page.getByTestId(testId).fill(wrong)
  const mark = page.getByTestId(`${testId}-mark`)
  await expect(mark).toHaveText(word)
  const column = wrong.indexOf(word) + 1
  await expect(mark).toHaveAttribute('data-column', String(column))
  const misses = await markMisses(page, testId, column)
  expect(Math.abs(misses.x)).toBeLessThan(1)
  expect(Math.abs(misses.y)).toBeLessThan(4)
}

test('marks the wrong character of an equation, on whatever line it stands, until it is right', async () => {
  const { page } = app
  const field = page.getByTestId('recipe-equation')
  const right = await field.inputValue()
  await expectMark(page, 'recipe-equation', right.replace('gamma', 'gama'), 'gama')
  await expect(page.getByTestId('recipe-equation-issue')).toContainText('Did you mean gamma?')
  await expect(page.getByTestId('section-equations-wrong')).toHaveText('1 to correct')
  await expect(page.getByTestId('train-button')).toBeDisabled()
  // On the second line of the field.
  await expectMark(page, 'recipe-equation', right.replace('epsilon', 'epsilom'), 'epsilom')
  await expectMark(page, 'recipe-equation', right.replace('+ i*f', '+ [i*f'), '[')
  // The words of the error lead to the character.
  await page.getByTestId('recipe-equation-issue').getByRole('button').click()
  await page.keyboard.type('2*')
  await expect(field).toHaveValue(right.replace('+ i*f', '+ 2*i*f'))
  await expect(page.getByTestId('recipe-equation-mark')).toHaveCount(0)
  await expect(page.getByTestId('train-button')).toBeEnabled()
  await expect(page.getByTestId('equation').first()).toHaveAttribute('aria-label', `dz/dt = ${right.replace('+ i*f', '+ 2*i*f')}`)
})

test('undoes what was typed in one field at once, and marks each of several fields', async () => {
  const { page } = app
  const right = await page.getByTestId('recipe-equation').inputValue()
  await page.getByTestId('recipe-equation').press('End')
  await page.keyboard.type(' + 0.01*z')
  await expect(page.getByTestId('recipe-equation')).toHaveValue(`${right} + 0.01*z`)
  await page.getByTestId('undo-recipe').click()
  await expect(page.getByTestId('recipe-equation')).toHaveValue(right)
  await expect(page.getByTestId('undo-recipe')).toBeDisabled()

  await choose(page, 'duffing-lab')
  await expectMark(page, 'recipe-equation-v', '-gamma*v - omega0^2*x - alpha*x^3 + forse', 'forse')
  await expectMark(page, 'recipe-drive-force', 'f*cosine(phase)', 'cosine')
  await page.getByTestId('add-noise-v').click()
  await expectMark(page, 'recipe-noise-v', '0.1*sqrt(Temp)', 'Temp')
  await expect(page.getByTestId('section-equations-wrong')).toHaveText('3 to correct')
  await expect(page.getByTestId('recipe-equation-a-mark')).toHaveCount(0)
  // Out of a field, the keyboard undoes too.
  await page.getByTestId('tab-recipe').focus()
  await page.keyboard.press('Control+z')
  await expect(page.getByTestId('section-equations-wrong')).toHaveText('2 to correct')
})

test('sweeps along a typed law, and marks what is wrong with it', async () => {
  const { page } = app
  await page.getByTestId('recipe-course').selectOption('typed')
  await expect(page.getByTestId('recipe-law')).toHaveValue('from + (to - from)*t/T')
  await expectMark(page, 'recipe-law', 'from + (to - from)*(1 - abs(1 - 2*t/Tau))', 'Tau')
  await page.getByTestId('recipe-law').fill('from + (to - from)*(1 - abs(1 - 2*t/T))')
  await expect(page.getByTestId('recipe-law-mark')).toHaveCount(0)
  await expect(page.getByTestId('law')).toHaveAttribute('aria-label', 'omega(t) = from + (to - from)*(1 - abs(1 - 2*t/T))')
  await expect(page.getByTestId('train-button')).toBeEnabled()
  const recipe = JSON.parse((await page.getByTestId('recipe-json').textContent()) ?? '')
  expect(recipe.sweep.law).toBe('from + (to - from)*(1 - abs(1 - 2*t/T))')
  await page.getByTestId('recipe-course').selectOption('linear')
  await expect(page.getByTestId('law')).toHaveCount(0)
})

test('asks for another integrator where the equations need it, and takes its tolerances', async () => {
  const { page } = app
  await page.getByTestId('add-noise-z').click()
  await page.getByTestId('recipe-noise-z').fill('0.1')
  await expect(page.getByTestId('recipe-integrator-issue')).toContainText('heun')
  await page.getByTestId('recipe-integrator').selectOption('heun')
  await expect(page.getByTestId('recipe-integrator-issue')).toHaveCount(0)
  await page.getByTestId('recipe-noise-z').fill('0')
  await page.getByTestId('recipe-integrator').selectOption('dormand-prince')
  await setNumber(page, 'recipe-relative', '1e-7')
  await page.getByTestId('recipe-integrator').selectOption('rosenbrock')
  await expect(page.getByTestId('recipe-relative')).toHaveValue('1e-7')
  const recipe = JSON.parse((await page.getByTestId('recipe-json').textContent()) ?? '')
  expect(recipe.sweep.integrator).toEqual({ kind: 'rosenbrock', relative: 1e-7, absolute: 1e-9 })
})

test('changes the kind of a prior, renames a parameter in every formula, and says what is out of order', async () => {
  const { page } = app
  await page.getByTestId('prior-gamma-kind').selectOption('normal')
  await expect(page.getByTestId('prior-gamma')).toHaveValue('1')
  await expect(page.getByTestId('prior-gamma-to')).toHaveValue('0.2887')
  await page.getByTestId('prior-gamma-kind').selectOption('log-uniform')
  await setNumber(page, 'prior-gamma', '0')
  await expect(page.getByTestId('prior-gamma-issue')).toHaveText('must be more than 0')
  await setNumber(page, 'prior-gamma', '0.2')
  await page.getByTestId('prior-gamma-name').fill('kappa')
  await page.getByTestId('prior-gamma-name').press('Enter')
  await expect(page.getByTestId('recipe-equation')).toHaveValue(/^\(-kappa\/2 - eta/)
  await page.getByTestId('prior-kappa-name').fill('eta')
  await page.getByTestId('prior-kappa-name').press('Enter')
  await expect(page.getByTestId('prior-kappa-name-issue')).toContainText('"eta" stands for something already')
  await expect(page.getByTestId('train-button')).toBeEnabled()
})

test('chooses a system of two modes, and trains on it', async () => {
  const { page } = app
  await choose(page, 'coupled-modes')
  await expect(page.getByTestId('recipe-equation-w')).toHaveValue('(-gamma2/2 - i*(omega2 - omega))*w - i*g*z')
  await page.getByTestId('prior-g-kind').selectOption('fixed')
  await setNumber(page, 'recipe-batches', '300')
  await page.getByTestId('train-button').click()
  await expect(page.getByTestId('run-state')).toHaveText('finished', { timeout: 60_000 })
  expect(await numberIn(page, 'batch-value')).toBe(300)
  for (const name of ['omega1', 'omega2', 'gamma1', 'gamma2']) await expect(page.getByTestId(`prediction-${name}`)).toBeVisible()
  await expect(page.getByTestId('prediction-g')).toHaveCount(0)
})

test('switches recipes while one trains, without disturbing it, and back by undo', async () => {
  const { page } = app
  await setNumber(page, 'recipe-batches', '2000000')
  await page.getByTestId('train-button').click()
  await expect.poll(() => numberIn(page, 'batch-value'), { timeout: 30_000 }).toBeGreaterThan(100)
  await choose(page, 'curve-fit')
  await expect(page.getByTestId('recipe-free')).toContainText('A run of duffing-curve')
  await expect(page.getByTestId('run-recipe')).toHaveText('duffing-curve')
  const then = await numberIn(page, 'batch-value')
  await expect.poll(() => numberIn(page, 'batch-value')).toBeGreaterThan(then)
  await page.getByTestId('undo-recipe').click()
  await expect(page.getByTestId('recipe-chooser')).toContainText('duffing-curve')
  await expect(page.getByTestId('recipe-batches')).toHaveValue('2000000')
  await page.getByTestId('stop-button').click()
  await expect(page.getByTestId('train-button')).toBeEnabled()
  // Edits are kept with their recipe.
  await choose(page, 'pendulum')
  await page.getByTestId('recipe-chooser').click()
  await expect(page.getByTestId('recipe-option-duffing-curve')).toContainText('edited')
  await page.getByTestId('recipe-option-duffing-curve').click()
  await expect(page.getByTestId('recipe-batches')).toHaveValue('2000000')
})

test('edits a function, shows it, and trains on it', async () => {
  const { page } = app
  await choose(page, 'curve-fit')
  await expect(page.getByTestId('samples-figure')).toHaveAttribute('aria-label', /^Function: 64 points/, { timeout: 30_000 })
  await expectMark(page, 'recipe-output-F', 'exp(-q^2)*sine(5*q)', 'sine')
  await page.getByTestId('recipe-output-F').fill('tanh(2*q)')
  await setNumber(page, 'recipe-batches', '500')
  await page.getByTestId('train-button').click()
  await expect(page.getByTestId('run-state')).toHaveText('finished', { timeout: 60_000 })
  await expect(page.getByTestId('prediction-F')).toBeVisible()
  // A tanh of the network's own kind is learnt quickly; its mean square over the range is 5/6.
  expect(await numberIn(page, 'validation-value')).toBeLessThan(0.02)
})

test('finds a recipe by the keyboard alone', async () => {
  const { page } = app
  await page.getByTestId('recipe-chooser').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('recipe-option-duffing-curve')).toBeFocused()
  await page.keyboard.press('v')
  await expect(page.getByTestId('recipe-option-van-der-pol')).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(page.getByTestId('recipe-option-pendulum')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('recipe-chooser')).toContainText('pendulum')
  await expect(page.getByTestId('recipe-list')).toBeHidden()
})

test('makes a map of a scanned constant, shows rows of it, and follows its name', async () => {
  const { page } = app
  await page.getByTestId('recipe-map').check()
  await expect(page.getByTestId('recipe-rows')).toHaveValue('f')
  await setNumber(page, 'recipe-rows-count', '20')
  await expect(page.getByTestId('samples-figure')).toHaveAttribute('aria-label', /^A simulated map: omega0 .*gamma .*epsilon/, { timeout: 30_000 })
  // The network is given the map as it is, so that a dense layer wants it flat.
  await expect(page.getByTestId('network-input')).toHaveText('Given 20 × 50 × 1 numbers')
  await expect(page.getByTestId('layers-0-issue')).toContainText('flat')
  await page.getByTestId('constant-f-name').fill('force')
  await page.getByTestId('constant-f-name').press('Enter')
  await expect(page.getByTestId('recipe-rows')).toHaveValue('force')
  await page.getByTestId('recipe-map').uncheck()
  await expect(page.getByTestId('layers-0-issue')).toHaveCount(0)
})
