/**
 * How long the window's frames take while a network trains: in each workspace that moves, for some seconds, on the screen that is
 * there. `node build/frames.mjs`. A frame a 60th of a second long is what a screen shows; what the page's own thread
 * works of it tells a slow page from a slow machine.
 */
import './setup/check-node.mjs'
import { runEntry } from './setup/stop.mjs'
import { resize, withWindow } from './window.mjs'

const SIZE = [1280, 800]
/** Milliseconds: the first of a look do not count. */
const SETTLE = 1500
const LOOK = 5000
const ENDLESS = '2000000'

runEntry(() => withWindow(async ({ app, page }) => {
  await resize(app, SIZE)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const row = async (what) => process.stdout.write(`${words(what, await look(page, session))}\n`)
  process.stdout.write(`${['frames', 'median', '95 %', 'longest', 'work a frame'].map((word) => word.padStart(12)).join('')}  ms\n`)

  await page.getByTestId('tab-recipe').click()
  await trainEndlessly(page)
  await row('Characterize, losses and predictions of duffing-curve in training')
  await page.getByTestId('rail-optimize').click()
  await enter(page, 'optimize-steps', '1000000')
  await enter(page, 'structure-size', '2000')
  await page.getByTestId('speed').selectOption('as fast as it can')
  await row('Optimize, 2,000 masses descending by two methods, all shapes, beside that training')
  await page.getByTestId('optimize-motion').click()
  await row('Optimize, 2,000 masses in motion, beside that training')
  await page.getByTestId('rail-characterize').click()
  await page.getByTestId('stop-button').click()

  await page.getByTestId('rail-fit').click()
  await page.getByTestId('curve-figure').waitFor()
  await trainEndlessly(page)
  await row('Fit, the network and its curve in training')
  await page.getByTestId('stop-button').click()

  await page.getByTestId('rail-images').click()
  await page.getByTestId('map-figure').waitFor()
  await trainEndlessly(page)
  await page.getByTestId('images-network').click()
  await row('Images, kernels and feature maps of duffing-map in training')
  await page.getByTestId('images-maps').click()
  await page.getByTestId('stop-button').click()
}))

async function enter(page, testId, text) {
  await page.getByTestId(testId).fill(text)
  await page.getByTestId(testId).press('Enter')
}

async function trainEndlessly(page) {
  await enter(page, 'recipe-batches', ENDLESS)
  await page.getByTestId('train-button').click()
  await page.waitForFunction(() => /[1-9]/.test(document.querySelector('[data-testid=batch-value]')?.textContent ?? ''))
}

/** Milliseconds between frames, sorted, and of the page's thread in each on average. */
async function look(page, session) {
  await page.waitForTimeout(SETTLE)
  const before = await busySeconds(session)
  const gaps = await page.evaluate(gapsOf, LOOK)
  const busy = (1000 * ((await busySeconds(session)) - before)) / gaps.length
  return { gaps: gaps.toSorted((a, b) => a - b), busy }
}

/** In the page. */
function gapsOf(duration) {
  return new Promise((done) => {
    const stamps = []
    requestAnimationFrame(function next(now) {
      stamps.push(now)
      if (now - stamps[0] < duration) requestAnimationFrame(next)
      else done(stamps.slice(1).map((stamp, index) => stamp - stamps[index]))
    })
  })
}

async function busySeconds(session) {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration').value
}

function words(what, { gaps, busy }) {
  const at = (share) => gaps[Math.floor(share * (gaps.length - 1))]
  const numbers = [gaps.length.toString(), ...[at(0.5), at(0.95), at(1), busy].map((milliseconds) => milliseconds.toFixed(1))]
  return `${numbers.map((number) => number.padStart(12)).join('')}  ${what}`
}
