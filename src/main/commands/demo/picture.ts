/** A picture of the real window, drawn offscreen, once it shows the measurement. */
import type { BrowserWindow } from 'electron'
import { SharkfinError } from '../../../core/contract/errors'

const DEADLINE = 20_000
const LOOK_EVERY = 100
/** Charts draw on the frame after their data. */
const SETTLE = 400

/** @throws SharkfinError `picture-late` */
export async function pictureOf(window: BrowserWindow): Promise<Uint8Array> {
  const end = performance.now() + DEADLINE
  while (!(await showsTable(window))) {
    if (performance.now() > end) {
      throw new SharkfinError({
        code: 'picture-late',
        message: 'The window did not show the measurement in time.',
        remedy: 'Run the same command again on a quieter machine.'
      })
    }
    await wait(LOOK_EVERY)
  }
  await wait(SETTLE)
  return (await window.webContents.capturePage()).toPNG()
}

async function showsTable(window: BrowserWindow): Promise<boolean> {
  const found: unknown = await window.webContents.executeJavaScript('document.querySelector("[data-testid=row-f0]") !== null')
  return found === true
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
