/** The page's own process dies beside a training: the window comes back, and the run knows nothing of it. */
import { expect, test } from 'playwright/test'
import { numberIn, pidOf, startApp, type App } from './app'

let app: App

test.beforeEach(async () => {
  app = await startApp()
})
test.afterEach(async () => {
  await app.close()
})

/** Asked through main, since Playwright gives up a page that has died. */
async function textIn(testId: string): Promise<string> {
  return app.electron.evaluate(async ({ BrowserWindow }, id) => {
    const [window] = BrowserWindow.getAllWindows()
    const found: unknown = await window?.webContents.executeJavaScript(`document.querySelector('[data-testid=${id}]')?.textContent ?? ''`)
    return String(found)
  }, testId)
}

/** Until the page is there again: a script that is sent to a dying page is never answered. */
async function crash(): Promise<void> {
  await app.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    return new Promise<void>((resolve) => {
      contents?.once('did-finish-load', () => resolve())
      contents?.forcefullyCrashRenderer()
    })
  })
}

async function comesBackTraining(): Promise<void> {
  const batch = async (): Promise<number> => Number((await textIn('batch-value')).replace(/\D/g, ''))
  await expect.poll(() => textIn('run-state'), { timeout: 40_000 }).toBe('training')
  await expect.poll(batch, { timeout: 30_000 }).toBeGreaterThan(0)
  const before = await batch()
  await expect.poll(batch, { timeout: 30_000 }).toBeGreaterThan(before)
}

test('loads the page anew beside the training, and asks when it dies again', async () => {
  test.setTimeout(180_000)
  const { page, electron } = app
  await page.getByTestId('recipe-batches').fill('2000000')
  await page.getByTestId('recipe-batches').press('Enter')
  await page.getByTestId('train-button').click()
  await expect.poll(() => numberIn(page, 'batch-value'), { timeout: 60_000 }).toBeGreaterThan(0)
  const worker = await pidOf(electron, 'Sharkfin training')
  await electron.evaluate(({ dialog }) => {
    const asked: string[] = []
    Reflect.set(globalThis, 'sharkfinAsked', asked)
    dialog.showMessageBox = (...words: unknown[]) => {
      asked.push(JSON.stringify(words.at(-1)))
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }
  })
  const asked = (): Promise<string> => electron.evaluate(() => String(Reflect.get(globalThis, 'sharkfinAsked')))

  await crash()
  await comesBackTraining()
  expect(await asked()).toBe('')
  await crash()
  expect(await asked()).toContain('stopped twice within a minute')
  await comesBackTraining()
  expect(await pidOf(electron, 'Sharkfin training')).toBe(worker)
})
