import { describe, expect, it } from 'vitest'
import { networkOutline } from '../../../src/core/network/outline'
import { modelOf } from '../../../src/core/network/model'
import { volume } from '../../../src/core/network/layers/layer'
import type { LayerRecipe } from '../../../src/core/recipe/layers'
import type { SimulationRecipe } from '../../../src/core/recipe/schema'
import { bundledRecipe } from '../dynamics/recipes'

const lesson = bundledRecipe('duffing-curve')
const convolution = { kind: 'conv1d', channels: 8, kernel: 5, stride: 2, dilation: 1, padding: 'valid', activation: 'relu' } as const
const pool: LayerRecipe = { kind: 'pool', of: 'max', size: 2 }

function withLayers(layers: readonly LayerRecipe[], loss: SimulationRecipe['training']['loss'] = { kind: 'squared' }): SimulationRecipe {
  return { ...lesson, network: { ...lesson.network, layers: [...layers] }, training: { ...lesson.training, loss } }
}

describe('the outline of a network', () => {
  it('has the lesson\'s 50-100-3 with 50 x 100 + 100 + 100 x 3 + 3 parameters', () => {
    expect(networkOutline(lesson)).toEqual({ input: [50], shapes: [[100]], outputs: 3, parameters: 5403, problem: null })
  })

  it('follows a curve through convolutions, and counts what the model itself has', () => {
    const recipe = withLayers([convolution, pool, { kind: 'flatten' }], { kind: 'gaussian' })
    // (50 - 5)/2 + 1 = 23 points of 8 channels, 11 pairs of them, 88 numbers, and a width with each of three targets.
    const { shapes, outputs, parameters } = networkOutline(recipe)
    expect(shapes).toEqual([[23, 8], [11, 8], [88]])
    expect(outputs).toBe(6)
    expect(parameters).toBe(5 * 8 + 8 + 88 * 6 + 6)
    const own = modelOf(recipe).layers.flatMap((layer) => layer.parameters).reduce((sum, { shape }) => sum + volume(shape), 0)
    expect(parameters).toBe(own)
  })

  it('names the layer that cannot take what it is given, and knows no shape from there on', () => {
    const { shapes, parameters, problem } = networkOutline(withLayers([convolution, { ...convolution, kernel: 30 }, pool]))
    expect(shapes).toEqual([[23, 8], null, null])
    expect(parameters).toBeNull()
    expect(problem).toMatchObject({ code: 'network-shape', place: { field: 'network.layers.1' } })
  })
})
