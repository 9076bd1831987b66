import { describe, expect, it } from 'vitest'
import bundled from '../../../resources/recipes/duffing-curve.json'
import { firstParameters } from '../../../src/core/network/initialisers'
import { lecunNormal } from '../../../src/core/network/initialisers/lecun-normal'
import { layerOf } from '../../../src/core/network/layers'
import { modelOf } from '../../../src/core/network/model'
import { parameterCount, parameterLayout } from '../../../src/core/network/parameters'
import { Purpose } from '../../../src/core/random/purpose'
import { createStream, normal } from '../../../src/core/random/stream'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import type { NetworkRecipe } from '../../../src/core/recipe/network'
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

  it.each([[4, 2], [6, 3], [3, 1]])('keep the variance through a transposed convolution with kernel %i and stride %i', (kernel, stride) => {
    const transpose = { kind: 'conv-transpose', channels: 32, kernel, stride, padding: 'same', activation: 'linear' } as const
    const layer = layerOf(transpose, 'up', [16, 16, 64])
    const [{ begin, shape }] = layer.parameters
    if (typeof begin === 'number') throw new Error('a weight is drawn')
    const weight = new Float32Array(shape.reduce((product, length) => product * length, 1))
    lecunNormal(weight, begin, createStream(5, Purpose.initialisation))
    const stream = createStream(6, Purpose.noise)
    const x = Float64Array.from({ length: 16 * 16 * 64 }, () => normal(stream))
    const values: Record<string, Float64Array> = { 'up.weight': Float64Array.from(weight), 'up.bias': new Float64Array(32) }
    const y = layer.evaluate(x, 1, { training: false, value: (name) => values[name] ?? new Float64Array(0), update: () => {} })
    // All but the outermost points, whose sums are shorter.
    const inner = y.filter((_, at) => [Math.floor(at / 32) % (16 * stride), Math.floor(at / 32 / 16 / stride)].every((place) => place >= kernel && place < 16 * stride - kernel))
    const variance = inner.reduce((sum, value) => sum + value * value, 0) / inner.length
    // Of some thousand weights and inputs behind every channel: a few hundredths.
    expect(Math.abs(variance - 1)).toBeLessThan(0.06)
  })

  /** Of the weight [200, 50], whose fan-in is 200 and fan-out 50. */
  const drawn = (initialiser: NetworkRecipe['initialiser']): Float32Array => {
    const slot = parameterLayout(model).find(({ name }) => name === 'dense2.weight')
    return firstParameters(model, initialiser, 3).subarray(slot?.offset, (slot?.offset ?? 0) + (slot?.size ?? 0))
  }
  const moment = (values: Float32Array, power: number): number => values.reduce((sum, value) => sum + value ** power, 0) / values.length

  it.each([
    // Kurtosis of a normal distribution 3, of a uniform one 9/5.
    ['he-normal', 2 / 200, 3],
    ['glorot-uniform', 2 / 250, 9 / 5]
  ] as const)('have the variance and the kurtosis of %s within 5 standard errors', (initialiser, variance, kurtosis) => {
    const values = drawn(initialiser)
    expect(values.length).toBe(10_000)
    expect(Math.abs(moment(values, 2) / variance - 1)).toBeLessThan(5 * Math.sqrt((kurtosis - 1) / values.length))
    // The fourth moment's own variance is that of the eighth: 105 and 9 in units of the variance.
    const eighth = kurtosis === 3 ? 105 : 9
    expect(Math.abs(moment(values, 4) / variance ** 2 - kurtosis)).toBeLessThan(5 * Math.sqrt((eighth - kurtosis ** 2) / values.length))
  })

  it('stay inside the limit of a uniform initialiser', () => {
    const limit = Math.sqrt(6 / 250)
    expect(Math.max(...drawn('glorot-uniform').map(Math.abs))).toBeLessThanOrEqual(limit)
  })

  it('are orthonormal columns with the orthogonal one, and of no preferred direction', () => {
    const weight = drawn('orthogonal')
    const columns = Array.from({ length: 50 }, (_, k) => weight.filter((__, index) => index % 50 === k))
    for (let a = 0; a < 50; a++) {
      for (let b = 0; b <= a; b++) {
        const product = columns[a]?.reduce((sum, value, row) => sum + value * (columns[b]?.[row] ?? NaN), 0) ?? NaN
        expect(Math.abs(product - (a === b ? 1 : 0))).toBeLessThan(1e-6)
      }
    }
    expect(Math.abs(moment(weight, 1))).toBeLessThan(5 * Math.sqrt(1 / 200 / weight.length))
  })

  it('are the same bits for the same seed, and others for another', () => {
    expect(firstParameters(model, 'lecun-normal', 3)).toEqual(firstParameters(model, 'lecun-normal', 3))
    const other = firstParameters(model, 'lecun-normal', 4)
    expect(firstParameters(model, 'lecun-normal', 3).filter((value, index) => value === other[index]).length).toBe(200 + 50 + 3)
    expect(parameterCount(model)).toBe(other.length)
  })
})
