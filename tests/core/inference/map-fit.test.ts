import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createSimulator } from '../../../src/core/dynamics/create-simulator'
import { fitMap, type Amplitude } from '../../../src/core/inference/map-fit'
import { choleskyFactor } from '../../../src/core/inference/linear-algebra'
import { mapErrors } from '../../../src/core/inference/map-errors'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'

const recipe = simulationRecipeSchema.parse(JSON.parse(readFileSync('resources/recipes/duffing-map.json', 'utf8')))
const simulator = await createSimulator(recipe, 5)
const { rows, bins } = recipe.observation
const shape = { rows: rows?.count ?? 0, columns: bins }

/** @returns maps with the recipe's noise, and what made them */
function simulatedMaps(count: number): { readonly map: Float32Array; readonly truth: Float32Array }[] {
  const x = new Float32Array(count * simulator.inputs)
  const y = new Float32Array(count * simulator.parameters.length)
  simulator.fill({ kind: 'sample', batch: 0, first: 0, count }, x, y)
  return Array.from({ length: count }, (_, k) => ({
    map: x.slice(k * simulator.inputs, (k + 1) * simulator.inputs),
    truth: y.slice(k * simulator.parameters.length, (k + 1) * simulator.parameters.length)
  }))
}

const MAPS = 60
/** 99.9 % band of a binomial with p = 0.9. */
const spread = 3.29 * Math.sqrt(MAPS * 0.9 * 0.1)
const amplitudes: readonly [string, Amplitude][] = [
  ['gain known', { gain: 1, offset: 0 }],
  ['gain and offset unknown', { gain: 'fitted', offset: 'fitted' }]
]

describe('a map fitted by simulated ones', () => {
  test.each(amplitudes)(`has 90 %% intervals that hold the truth in 90 %% of noisy maps: %s`, (_name, amplitude) => {
    const hits = [0, 0, 0]
    const squares = [0, 0, 0]
    for (const { map, truth } of simulatedMaps(MAPS)) {
      const data = { ...shape, values: map }
      const fit = fitMap(simulator, data, amplitude)
      const uncertainty = fit && mapErrors(simulator, data, fit)
      if (!fit || !uncertainty) throw new Error('nothing was fitted')
      truth.forEach((value, k) => {
        const error = Math.sqrt(uncertainty.covariance[k * fit.free.length + k])
        squares[k] += ((fit.values[k] - value) / error) ** 2
        hits[k] += Math.abs(fit.values[k] - value) <= 1.6449 * error ? 1 : 0
      })
    }
    for (const count of hits) expect(Math.abs(count - 0.9 * MAPS)).toBeLessThan(spread)
    // The mean of so many squares of a normal number is 1 with a deviation of the root of 2/count; slopes over small steps gave 1.8 here.
    for (const sum of squares) expect(sum / MAPS).toBeLessThan(1 + 3.29 * Math.sqrt(2 / MAPS))
  }, 120_000)
})

test('the factor of a covariance gives it back, and of what is none is null', () => {
  const factor = choleskyFactor(Float64Array.of(4, 2, -2, 2, 5, 1, -2, 1, 6), 3) ?? new Float64Array()
  expect(Array.from(factor)).toEqual([2, 0, 0, 1, 2, 0, -1, 1, 2])
  expect(choleskyFactor(Float64Array.of(1, 2, 2, 1), 2)).toBe(null)
})
