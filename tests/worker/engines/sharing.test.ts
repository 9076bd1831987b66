/** Which of two kernels runs, on machines made up of the milliseconds that a step takes on each: quiet, busy, and one that changes. */
import { expect, it } from 'vitest'
import { createStream, uniform } from '../../../src/core/random/stream'
import { Purpose } from '../../../src/core/random/purpose'
import { beginSharing, nextWay, tookTime } from '../../../src/worker/engines/sharing'
import type { Sharing, Way } from '../../../src/worker/engines/sharing'

type Machine = Readonly<Record<Way, number>>
const QUIET: Machine = { alone: 2.1, shared: 1.4 }
const BUSY: Machine = { alone: 2.4, shared: 3.4 }

/** @returns how many calls ran each way, and the milliseconds of all */
function work(sharing: Sharing, machine: Machine, calls: number, noise: () => number = () => 1): Record<Way, number> & { readonly time: number } {
  const ran = { alone: 0, shared: 0 }
  let time = 0
  for (let call = 0; call < calls; call++) {
    const way = nextWay(sharing)
    const took = machine[way] * noise()
    ran[way]++
    time += took
    tookTime(sharing, took)
  }
  return { ...ran, time }
}

it('stays with what is faster, and looks at the other more and more seldom: 1.5 % of the calls in the end', () => {
  const sharing = beginSharing('shared')
  // Looks of two calls after 8, 16, 32, 64, 128, 128, ... calls.
  expect(work(sharing, QUIET, 8 + 16 + 32 + 64 + 128 + 5 * 2).alone).toBe(5 * 2)
  const { alone, time } = work(sharing, QUIET, 10 * (128 + 2))
  expect(alone).toBe(10 * 2)
  expect(time / (1300 * QUIET.shared)).toBeLessThan(1 + (2 / 130) * (2.1 / 1.4 - 1) + 1e-9)
})

it('changes within the calls between two looks when another program comes, and back when it goes', () => {
  const sharing = beginSharing('shared')
  work(sharing, QUIET, 2000)
  const came = work(sharing, BUSY, 2000)
  expect(came.shared).toBeLessThan(128 + 2 + 2 * Math.ceil(2000 / 130) + 8)
  const went = work(sharing, QUIET, 2000)
  expect(went.alone).toBeLessThan(128 + 2 + 2 * Math.ceil(2000 / 130) + 8)
})

it('does not change for a tenth more or less, nor for noise of a fifth', () => {
  const sharing = beginSharing('shared')
  expect(work(sharing, { alone: 0.91, shared: 1 }, 1000).alone).toBeLessThan(0.03 * 1000)
  const stream = createStream(5, Purpose.prior)
  const noise = (): number => 0.8 + 0.4 * uniform(stream)
  expect(work(beginSharing('shared'), QUIET, 20_000, noise).alone).toBeLessThan(0.03 * 20_000)
})

it('does not take one slow call for a slow way', () => {
  const sharing = beginSharing('shared')
  work(sharing, QUIET, 1000)
  tookTime(sharing, 100)
  expect(work(sharing, QUIET, 1000).alone).toBeLessThan(30)
})
