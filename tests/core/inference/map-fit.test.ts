import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createSimulator } from '../../../src/core/dynamics/create-simulator'
import { fitMap, type Amplitude } from '../../../src/core/inference/map-fit'
import { mapUncertainty } from '../../../src/core/inference/map-uncertainty'
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
    for (const { map, truth } of simulatedMaps(MAPS)) {
      const data = { ...shape, values: map }
      const fit = fitMap(simulator, data, amplitude)
      const uncertainty = fit && mapUncertainty(data, fit)
      if (!fit || !uncertainty) throw new Error('nothing was fitted')
      truth.forEach((value, k) => {
        const error = Math.sqrt(uncertainty.covariance[k * fit.free.length + k])
        hits[k] += Math.abs(fit.values[k] - value) <= 1.6449 * error ? 1 : 0
      })
    }
    for (const count of hits) expect(Math.abs(count - 0.9 * MAPS)).toBeLessThan(spread)
  }, 120_000)
})
