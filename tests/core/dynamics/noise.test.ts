/** The kernel's Gaussian noise against the double-precision stream, and against the normal distribution. */
import binaryen from 'binaryen'
import { describe, expect, it } from 'vitest'
import { emitNoise } from '../../../src/core/dynamics/kernel/emit-noise'
import { hasRelaxedSimd, RELAXED_FEATURES } from '../../../src/core/dynamics/kernel/relaxed-simd'
import { Purpose } from '../../../src/core/random/purpose'
import { createStream, normal, seek } from '../../../src/core/random/stream'

type Noise = (row: number, sample: number, batchLow: number, batchHigh: number, seed: number, purpose: number, deviation: number) => void

const PAGES = 16

function noiseOf(length: number, relaxed: boolean): { readonly noise: Noise; readonly memory: Float32Array } {
  const module = new binaryen.Module()
  module.setFeatures(RELAXED_FEATURES)
  module.setMemory(PAGES, PAGES, 'memory')
  emitNoise(module, length, relaxed)
  expect(module.validate()).toBe(1)
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(module.emitBinary())))
  module.dispose()
  const memory = new Float32Array((exports['memory'] as WebAssembly.Memory).buffer)
  return { noise: exports['noise'] as Noise, memory }
}

describe('noise', () => {
  const lengths = [1, 3, 16, 50, 64, 2500, 12_000].flatMap((length) => [false, hasRelaxedSimd()].map((relaxed) => [length, relaxed] as const))

  it.each(lengths)('on %i numbers is the stream of that seed, purpose, batch and sample; products fused: %s', (length, relaxed) => {
    const { noise, memory } = noiseOf(length, relaxed)
    const [seed, batch, sample] = [0xdeadbeef, 2 ** 33 + 5, 7]
    memory.fill(2, 0, length + 4)
    noise(0, sample, batch >>> 0, Math.floor(batch / 2 ** 32), seed, Purpose.noise, 0.5)
    const stream = seek(createStream(seed, Purpose.noise), batch, sample)
    for (let k = 0; k < length; k++) expect(Math.abs((memory[k] ?? NaN) - 2 - 0.5 * normal(stream)), `number ${k}`).toBeLessThan(2e-6)
    expect([...memory.subarray(length, length + 4)]).toEqual([2, 2, 2, 2])
  })

  it('has the moments and the tails of the normal distribution', () => {
    const count = 200_000
    const { noise, memory } = noiseOf(count, hasRelaxedSimd())
    noise(0, 0, 0, 0, 3, Purpose.noise, 1)
    const moment = (power: number): number => memory.subarray(0, count).reduce((sum, value) => sum + value ** power, 0) / count
    // Five standard errors: the variances of x, x^2, x^3 and x^4 are 1, 2, 15 and 96.
    const expected = [[1, 0, 1], [2, 1, 2], [3, 0, 15], [4, 3, 96]] as const
    for (const [power, value, variance] of expected) {
      expect(Math.abs(moment(power) - value), `moment ${power}`).toBeLessThan(5 * Math.sqrt(variance / count))
    }
    const beyond = (limit: number): number => memory.subarray(0, count).filter((value) => Math.abs(value) > limit).length / count
    expect(Math.abs(beyond(1.959964) - 0.05)).toBeLessThan(5 * Math.sqrt((0.05 * 0.95) / count))
    expect(Math.abs(beyond(3.290527) - 0.001)).toBeLessThan(5 * Math.sqrt(0.001 / count))
  })
})
