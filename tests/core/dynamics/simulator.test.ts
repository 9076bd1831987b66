import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createSimulator } from '../../../src/core/dynamics/create-simulator'
import { createResampling, resample } from '../../../src/core/dynamics/resample'
import { recipeSchema } from '../../../src/core/recipe/schema'

const recipe = recipeSchema.parse(JSON.parse(readFileSync('resources/recipes/duffing-curve.json', 'utf8')))
const noisy = { ...recipe, observation: { ...recipe.observation, noise: 0.05 } }

describe('resampling', () => {
  test('400 to 50: weights 1 - |s - 8 (i + 1/2) + 1/2| / 8, which sum to 8 inside', () => {
    const { starts, counts, weights } = createResampling(400, 50)
    // Bin 1 is centred at 11.5: samples 4 to 19, and the triangle's own sum is its half-width, 8.
    expect([starts[1], counts[1]]).toEqual([4, 16])
    const first = counts[0] ?? NaN
    for (let k = 0; k < 16; k++) {
      expect(weights[first + k]).toBeCloseTo((1 - Math.abs(4 + k - 11.5) / 8) / 8, 7)
    }
    // Bin 0, centred at 3.5, loses the samples before the first.
    expect([starts[0], first]).toEqual([0, 12])
  })

  test.each([[400, 50], [401, 50], [50, 50], [20, 50]])('%d to %d: constants everywhere, lines inside', (samples, bins) => {
    const resampling = createResampling(samples, bins)
    const constants = resample(resampling, new Float64Array(samples).fill(3))
    for (const value of constants) expect(value).toBeCloseTo(3, 5)
    const line = resample(resampling, Float64Array.from({ length: samples }, (_, sample) => sample))
    for (let bin = 2; bin < bins - 2; bin++) {
      // A triangle that samples fall on unevenly leans by at most a fraction of a sample.
      const tolerance = samples === 401 ? 0.05 : 1e-4
      expect(Math.abs((line[bin] ?? NaN) - ((samples / bins) * (bin + 0.5) - 0.5))).toBeLessThan(tolerance)
    }
  })
})

describe('simulator', () => {
  test('a batch split anyhow has the same bits, noise included', async () => {
    const simulator = await createSimulator(noisy, 8)
    const make = (first: number, count: number) => {
      const [x, y] = [new Float32Array(count * 50), new Float32Array(count * 3)]
      simulator.fill({ kind: 'training', batch: 5, first, count }, x, y)
      return { x: [...x], y: [...y] }
    }
    const whole = make(0, 300)
    const parts = [make(0, 1), make(1, 30), make(31, 269)]
    expect(parts.flatMap(({ x }) => x)).toEqual(whole.x)
    expect(parts.flatMap(({ y }) => y)).toEqual(whole.y)
  })

  test('parameters fill their priors; kinds, batches and seeds differ', async () => {
    const simulator = await createSimulator(recipe, 8)
    const count = 4096
    const [x, y] = [new Float32Array(count * 50), new Float32Array(count * 3)]
    simulator.fill({ kind: 'training', batch: 0, first: 0, count }, x, y)
    recipe.system.priors.forEach((prior, parameter) => {
      if (prior.kind !== 'uniform') throw new Error('the lesson has uniform priors')
      const { low, high } = prior
      const values = Array.from({ length: count }, (_, sample) => y[3 * sample + parameter] ?? NaN)
      const mean = values.reduce((sum, value) => sum + value, 0) / count
      expect(Math.min(...values)).toBeGreaterThanOrEqual(Math.fround(low))
      expect(Math.max(...values)).toBeLessThanOrEqual(Math.fround(high))
      expect(Math.abs(mean - (low + high) / 2)).toBeLessThan((5 * (high - low)) / Math.sqrt(12 * count))
    })
    const first = y[0]
    simulator.fill({ kind: 'validation', batch: 0, first: 0, count: 1 }, x, y)
    expect(y[0]).not.toBe(first)
    simulator.fill({ kind: 'training', batch: 1, first: 0, count: 1 }, x, y)
    expect(y[0]).not.toBe(first)
  })

  test('noise has the standard deviation that the recipe says', async () => {
    const [clean, loud] = [await createSimulator(recipe, 8), await createSimulator(noisy, 8)]
    const count = 400
    const [x, noise, y] = [new Float32Array(count * 50), new Float32Array(count * 50), new Float32Array(count * 3)]
    const range = { kind: 'training', batch: 2, first: 0, count } as const
    clean.fill(range, x, y)
    loud.fill(range, noise, y)
    const variance = noise.reduce((sum, value, k) => sum + (value - (x[k] ?? NaN)) ** 2, 0) / noise.length
    expect(Math.abs(variance / 0.05 ** 2 - 1)).toBeLessThan(5 * Math.sqrt(2 / noise.length))
  })
})
