import { expect, test } from 'vitest'
import { heldOutEstimates } from '../../../src/core/inference/held-out-errors'
import { Purpose } from '../../../src/core/random/purpose'
import { createStream, normal, seek, uniformSingle } from '../../../src/core/random/stream'

const stream = seek(createStream(11, Purpose.initialisation), 0, 0)

/** A reader that shrinks and errs more the larger the truth: [samples, 2] each. */
function readings(samples: number): { readonly truth: Float32Array; readonly read: Float32Array } {
  const truth = Float32Array.from({ length: 2 * samples }, () => uniformSingle(stream))
  return { truth, read: truth.map((value) => 0.1 + 0.8 * value + (0.02 + 0.1 * value) * normal(stream)) }
}

test('intervals from readings that are alike hold the truth in 90 % of new ones, where the reader errs little and where it errs much', () => {
  const held = { ...readings(4096), scales: [0.29, 0.29] }
  const fresh = readings(1200)
  const hits = { small: 0, large: 0 }
  const counts = { small: 0, large: 0 }
  const widths = { small: 0, large: 0 }
  for (let k = 0; k < 1200; k++) {
    const [estimate] = heldOutEstimates(held, { value: fresh.read.subarray(2 * k, 2 * k + 2) }, ['', ''])
    const value = fresh.truth[2 * k]
    const half = fresh.read[2 * k] < 0.5 ? 'small' : 'large'
    const [low, high] = estimate.interval90
    counts[half]++
    widths[half] += high - low
    hits[half] += low <= value && value <= high ? 1 : 0
  }
  for (const half of ['small', 'large'] as const) {
    const count = counts[half]
    // 99.9 % band of a binomial, and one percent for readings that are alike but not the same.
    expect(Math.abs(hits[half] - 0.9 * count)).toBeLessThan(3.29 * Math.sqrt(count * 0.09) + 0.01 * count)
  }
  expect(widths.large / counts.large).toBeGreaterThan(1.5 * (widths.small / counts.small))
})

test('a network that says its errors too small by half is put right, and still says where they are large', () => {
  const size = (sample: number): number => (sample % 2 ? 0.02 : 0.1)
  const make = (samples: number): { readonly truth: Float32Array; readonly read: Float32Array; readonly deviation: Float32Array } => {
    const truth = Float32Array.from({ length: samples }, () => uniformSingle(stream))
    return { truth, read: truth.map((value, sample) => value + size(sample) * normal(stream)), deviation: truth.map((_, sample) => size(sample) / 2) }
  }
  const held = { ...make(4096), scales: [0.29] }
  const count = 400
  const fresh = make(count)
  let [hits, stretched] = [0, 0]
  for (let k = 0; k < count; k++) {
    const [{ interval90, stderr }] = heldOutEstimates(held, { value: fresh.read.subarray(k, k + 1), deviation: fresh.deviation.subarray(k, k + 1) }, [''])
    if (interval90[0] <= fresh.truth[k] && fresh.truth[k] <= interval90[1]) hits++
    stretched += stderr / size(k) / count
  }
  expect(Math.abs(hits - 0.9 * count)).toBeLessThan(3.29 * Math.sqrt(count * 0.09) + 0.01 * count)
  // Beyond the prior's ends readings are those with large errors, so somewhat above one.
  expect(Math.abs(stretched - 1.02)).toBeLessThan(0.06)
})
