import { describe, expect, it } from 'vitest'
import bundled from '../../../resources/recipes/duffing-curve.json'
import { firstParameters } from '../../../src/core/network/initialisers'
import { modelOf } from '../../../src/core/network/model'
import { parameterCount, parameterLayout } from '../../../src/core/network/parameters'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import { denseNetwork } from './dense-network'

const model = modelOf(simulationRecipeSchema.parse({ ...bundled, network: denseNetwork([200, 50], 'tanh') }))

describe('first weights', () => {
  it('have mean 0 and variance 1 / fan-in within 5 standard errors, biases 0', () => {
    const parameters = firstParameters(model, 'lecun-normal', 3)
    expect(parameters.length).toBe(50 * 200 + 200 + 200 * 50 + 50 + 50 * 3 + 3)
    for (const { name, shape, offset, size } of parameterLayout(model)) {
      const values = parameters.subarray(offset, offset + size)
      if (name.endsWith('bias')) {
        expect(values.every((value) => value === 0)).toBe(true)
        continue
      }
      const variance = 1 / (shape[0] ?? NaN)
      const mean = values.reduce((sum, value) => sum + value, 0) / size
      const square = values.reduce((sum, value) => sum + value * value, 0) / size
      expect(Math.abs(mean)).toBeLessThan(5 * Math.sqrt(variance / size))
      expect(Math.abs(square / variance - 1)).toBeLessThan(5 * Math.sqrt(2 / size))
    }
  })

  it('are the same bits for the same seed, and others for another', () => {
    expect(firstParameters(model, 'lecun-normal', 3)).toEqual(firstParameters(model, 'lecun-normal', 3))
    const other = firstParameters(model, 'lecun-normal', 4)
    expect(firstParameters(model, 'lecun-normal', 3).filter((value, index) => value === other[index]).length).toBe(200 + 50 + 3)
    expect(parameterCount(model)).toBe(other.length)
  })
})
