/** One set-up at a time in one checkout: a second one waits until the first is done, then finds nothing left to do. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { root } from './paths.mjs'

const folder = join(root, '.cache')
const file = join(folder, 'setup.lock')

/** Runs work while holding the lock; a lock whose owner is gone is taken over. */
export async function withLock(say, work) {
  mkdirSync(folder, { recursive: true })
  for (let waited = false; !take(); waited = true) {
    if (!waited) say('Another set-up is at work in this folder; waiting for it ...')
    await wait(200)
  }
  const release = () => rmSync(file, { force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    release()
    process.removeListener('exit', release)
  }
}

function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (thrown) {
    if (thrown.code !== 'EEXIST') throw thrown
  }
  if (ownerAlive()) return false
  rmSync(file, { force: true })
  return take()
}

function ownerAlive() {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0)
    return true
  } catch (thrown) {
    return thrown.code === 'EPERM'
  }
}
