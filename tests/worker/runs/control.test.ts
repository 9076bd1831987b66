import { expect, test } from 'vitest'
import { createRunControl } from '../../../src/worker/runs/control'

test('a paused run trains as many single batches as were ordered, and none after it goes on', async () => {
  const control = createRunControl('a run', 'paused')
  expect([control.paused(), control.takeStep()]).toEqual([true, false])
  control.step()
  control.step()
  await control.whenGoing()
  expect([control.paused(), control.stepping()]).toEqual([false, true])
  expect([control.takeStep(), control.takeStep(), control.takeStep()]).toEqual([true, true, false])
  expect(control.paused()).toBe(true)
  control.step()
  control.goOn()
  expect([control.paused(), control.takeStep()]).toEqual([false, false])
})

test('a step wakes a run that waits, and is nothing to one that goes or was stopped', async () => {
  const control = createRunControl('a run')
  control.step()
  expect(control.stepping()).toBe(false)
  control.pause()
  const woken = control.whenGoing()
  control.step()
  await woken
  control.stop()
  expect([control.stopped(), control.stepping()]).toEqual([true, false])
})
