/** Every button of every lesson, and whether what the page says one should see is there. */
import { expect, test, type Page } from 'playwright/test'
import { LESSON_STEPS } from './lesson-steps'
import { numberIn, startApp, type App } from './app'

let app: App

test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(async () => {
  await app.close()
})

async function press(page: Page, lesson: string, step: string): Promise<void> {
  await page.getByTestId('rail-lessons').click()
  await page.getByTestId(`lesson-${lesson}`).click()
  const button = page.getByTestId(`step-${step}`)
  const see = (await page.getByRole('listitem').filter({ has: button }).getByText('You should see:').locator('..').innerText()).trim()
  expect(see.length).toBeGreaterThan('You should see: '.length)
  await button.click()
  await expect(page.getByTestId('lesson-bar').locator('p')).toHaveText(see)
}

const done = new Set<string>()

/** A run that was not there before has come to rest by itself. */
async function rests(page: Page): Promise<void> {
  const bar = page.getByTestId('run-state')
  await expect.poll(async () => done.has((await bar.getAttribute('data-run')) ?? ''), { timeout: 20_000 }).toBe(false)
  await expect(bar).toHaveAttribute('data-state', 'finished', { timeout: 120_000 })
  done.add((await bar.getAttribute('data-run')) ?? '')
}

async function trained(page: Page): Promise<{ loss: number; validation: number }> {
  await rests(page)
  return { loss: await numberIn(page, 'loss-value'), validation: await numberIn(page, 'validation-value') }
}

async function rmse(page: Page, parameter: string): Promise<number> {
  return Number(/rmse ([\d.]+)/.exec((await page.getByTestId(`prediction-${parameter}`).textContent()) ?? '')?.[1])
}

const seen: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  descent: async (page) => {
    await expect(page.getByTestId('state-gradient-descent')).toHaveText('done', { timeout: 20_000 })
    expect(await numberIn(page, 'steps-gradient-descent')).toBe(60)
    // The lesson's energy falls from 2.1; the gradient is not yet zero.
    expect(await numberIn(page, 'value-gradient-descent')).toBeLessThan(1)
    expect(await numberIn(page, 'norm-gradient-descent')).toBeGreaterThan(0.1)
  },
  adam: async (page) => {
    await expect(page.getByTestId('state-adam')).toHaveText('done', { timeout: 20_000 })
    expect(await numberIn(page, 'value-adam')).toBeLessThan(await numberIn(page, 'value-gradient-descent'))
  },
  'l-bfgs': async (page) => {
    await expect(page.getByTestId('state-l-bfgs')).toHaveText('converged', { timeout: 20_000 })
    await expect(page.getByTestId('state-adam')).toHaveText('done', { timeout: 20_000 })
    expect(await numberIn(page, 'norm-l-bfgs')).toBeLessThan(1e-4 * (await numberIn(page, 'norm-adam')))
  },
  'too-large': async (page) => {
    await expect(page.getByTestId('diverged-gradient-descent')).toContainText('2/λ', { timeout: 20_000 })
  },
  buckling: async (page) => {
    // Stability is told when the search is over. There are 20: two of five springs go one way and three the other, up or down.
    await expect(page.getByTestId('minima')).toContainText('stable', { timeout: 30_000 })
    const last = (await page.getByTestId('minima').locator('tbody tr').count()) - 1
    expect(last).toBeGreaterThan(8)
    expect(await numberIn(page, `minimum-${last}`)).toBeCloseTo(await numberIn(page, 'minimum-0'), 6)
  },
  motion: async (page) => {
    await expect.poll(() => numberIn(page, 'motion-kinetic'), { timeout: 20_000 }).toBeGreaterThan(0.1)
    expect(Math.abs(await numberIn(page, 'motion-drift'))).toBeLessThan(1e-2)
  },
  landscape: async (page) => {
    await expect(page.getByTestId('landscape-figure')).toBeVisible({ timeout: 30_000 })
  },
  'many-masses': async (page) => {
    await expect.poll(() => numberIn(page, 'steps-adam'), { timeout: 20_000 }).toBeGreaterThan(20)
  },
  'one-neuron': async (page) => {
    // From w = 1, b = 0 it is 0.4 or so; the mean of F^2 over the samples, which is about 0.1, is what zero would lose.
    await expect.poll(async () => Math.abs((await numberIn(page, 'neuron-loss')) - 0.105) < 0.095, { timeout: 20_000 }).toBe(true)
  },
  curve: async (page) => {
    expect((await trained(page)).validation).toBeLessThan(1e-3)
  },
  'few-neurons': async (page) => {
    expect((await trained(page)).validation).toBeGreaterThan(3e-3)
  },
  relu: async (page) => {
    expect((await trained(page)).validation).toBeLessThan(3e-3)
  },
  'noisy-points': async (page) => {
    // The square of the noise is 0.04.
    const { validation } = await trained(page)
    expect(validation).toBeGreaterThan(0.03)
    expect(validation).toBeLessThan(0.06)
  },
  'another-function': async (page) => {
    expect((await trained(page)).validation).toBeLessThan(5e-3)
  },
  'large-rate': async (page) => {
    expect((await trained(page)).validation).toBeGreaterThan(1e-3)
  },
  duffing: async (page) => {
    expect((await trained(page)).validation).toBeLessThan(2e-3)
    expect(await rmse(page, 'epsilon')).toBeGreaterThan(await rmse(page, 'omega0'))
  },
  noise: async (page) => {
    expect((await trained(page)).validation).toBeGreaterThan(2e-3)
  },
  'fast-sweep': async (page) => {
    expect((await trained(page)).validation).toBeLessThan(3e-3)
  },
  'real-part': async (page) => {
    expect((await trained(page)).validation).toBeLessThan(2e-3)
    await expect(page.getByTestId('recipe-json')).toContainText('"quantity": "real"')
  },
  'nonlinear-damping': async (page) => {
    await rests(page)
    expect(await rmse(page, 'eta')).toBeLessThan(0.029)
    expect(await rmse(page, 'gamma')).toBeGreaterThan(0.03)
  },
  'another-equation': async (page) => {
    await rests(page)
    // A prior from 0.95 to 1.05 has a standard deviation of 0.029.
    expect(await rmse(page, 'omega0')).toBeLessThan(0.01)
  },
  'another-network': async (page) => {
    expect((await trained(page)).validation).toBeLessThan(2e-3)
  },
  precision: async (page) => {
    expect((await trained(page)).validation).toBeLessThan(0)
  },
  'look-at-samples': async (page) => {
    await expect(page.getByTestId('samples-figure')).toBeVisible()
  },
  'by-heart': async (page) => {
    await rests(page)
    const held = await page.getByTestId('overfit-held-out-omega0').textContent()
    const own = await page.getByTestId('overfit-trained-on-omega0').textContent()
    const number = (text: string | null): number => Number(/rmse ([\d.]+)/.exec(text ?? '')?.[1])
    expect(number(own)).toBeLessThan(0.5 * number(held))
  },
  'more-data': async (page) => {
    await expect(page.getByTestId('cure-more-data-effect')).toBeVisible({ timeout: 90_000 })
    expect(await numberIn(page, 'cure-more-data-effect')).toBeLessThan(0.5 * (await numberIn(page, 'plain-loss')))
  },
  'noise-on-inputs': async (page) => {
    await expect(page.getByTestId('cure-noise-effect')).toBeVisible({ timeout: 90_000 })
    expect(await numberIn(page, 'cure-noise-effect')).toBeLessThan(await numberIn(page, 'plain-loss'))
  },
  'all-cures': async (page) => {
    await expect(page.getByTestId('cure-weight-decay-effect')).toBeVisible({ timeout: 120_000 })
    await expect(page.getByTestId('cure-dropout-effect')).toBeVisible({ timeout: 60_000 })
    expect(await numberIn(page, 'cure-dropout-effect')).toBeGreaterThan(await numberIn(page, 'plain-loss'))
  },
  'look-at-maps': async (page) => {
    await expect(page.getByTestId('images-maps')).toHaveAttribute('aria-selected', 'true')
  },
  'train-maps': async (page) => {
    expect((await trained(page)).validation).toBeLessThan(0.0113)
  },
  inside: async (page) => {
    await expect(page.getByText('After 2,000 batches')).toBeVisible({ timeout: 20_000 })
  },
  'clean-maps': async (page) => {
    await rests(page)
    await expect(page.getByTestId('clean-errors')).toBeVisible({ timeout: 60_000 })
    expect(await numberIn(page, 'clean-gain')).toBeGreaterThan(5)
    expect(await numberIn(page, 'clean-gain')).toBeGreaterThan(await numberIn(page, 'clean-plain-gain'))
  },
  'latent-plane': async (page) => {
    await rests(page)
    await expect(page.getByTestId('latent-plane')).toBeVisible({ timeout: 20_000 })
    const kept = await numberIn(page, 'latent-kept')
    expect(kept).toBeGreaterThan(85)
    expect(kept).toBeLessThan(100)
  },
  surrogate: async (page) => {
    await rests(page)
    await expect(page.getByTestId('surrogate-errors')).toBeVisible({ timeout: 60_000 })
    expect(await numberIn(page, 'surrogate-share')).toBeLessThan(5)
    await expect(page.getByTestId('surrogate-many')).toContainText('times faster')
  }
}

for (const [lesson, steps] of Object.entries(LESSON_STEPS)) {
  test(`lesson ${lesson}: each button makes happen what the page says`, async () => {
    test.setTimeout(300_000)
    const { page } = app
    await page.getByTestId('rail-lessons').click()
    await page.getByTestId(`lesson-${lesson}`).click()
    const shown = await page.locator('[data-testid^=step-]').evaluateAll((buttons) => buttons.map((button) => button.getAttribute('data-testid')))
    expect(shown).toEqual(steps.map((step) => `step-${step}`))
    for (const step of steps) {
      await press(page, lesson, step)
      const see = seen[step]
      if (!see) throw new Error(`nothing is expected of the step ${step}`)
      await test.step(step, () => see(page))
    }
  })
}
