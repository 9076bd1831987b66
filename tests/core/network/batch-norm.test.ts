/** Running statistics against what they estimate: the mean and the variance of the numbers that a layer is given. */
import { describe, expect, it } from 'vitest'
import { batchNorm } from '../../../src/core/network/layers/batch-norm'
import type { Pass } from '../../../src/core/network/layers/layer'
import { Purpose } from '../../../src/core/random/purpose'
import { createStream, normal } from '../../../src/core/random/stream'

const MEAN = 1.5
const DEVIATION = 0.4
const BATCH = 64
const STEPS = 2000
const momentum = 0.02

describe('batch normalisation', () => {
  it("has running statistics whose mean and scatter are those of an exponential average of batches", () => {
    const layer = batchNorm({ kind: 'batch-norm', momentum, epsilon: 1e-5 }, 'norm', [1])
    const stream = createStream(4, Purpose.prior)
    const values: Record<string, Float64Array> = {
      'norm.gain': Float64Array.of(1),
      'norm.bias': Float64Array.of(0),
      'norm.mean': Float64Array.of(0),
      'norm.variance': Float64Array.of(1)
    }
    const pass: Pass<Float64Array> = {
      training: true,
      value: (name) => values[name] ?? new Float64Array(),
      update: (name, value) => void (values[name] = value)
    }
    for (let step = 0; step < STEPS; step++) {
      const x = Float64Array.from({ length: BATCH }, () => MEAN + DEVIATION * normal(stream))
      const y = layer.evaluate(x, BATCH, pass)
      const mean = y.reduce((sum, value) => sum + value, 0) / BATCH
      const square = y.reduce((sum, value) => sum + value ** 2, 0) / BATCH
      // What leaves the layer has no mean, and variance 1 less what epsilon takes.
      expect(Math.abs(mean)).toBeLessThan(1e-12)
      expect(Math.abs(square - 1)).toBeLessThan(1e-3)
    }
    // Of an exponential average of independent batches: variance m/(2 - m) that of one batch.
    const share = momentum / (2 - momentum)
    const meanError = Math.sqrt((share * DEVIATION ** 2) / BATCH)
    const varianceError = Math.sqrt((share * 2 * DEVIATION ** 4) / (BATCH - 1))
    expect(Math.abs((values['norm.mean']?.[0] ?? NaN) - MEAN)).toBeLessThan(5 * meanError)
    expect(Math.abs((values['norm.variance']?.[0] ?? NaN) - DEVIATION ** 2)).toBeLessThan(5 * varianceError)
  })
})
