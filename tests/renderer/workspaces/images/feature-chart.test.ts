/** A channel that is seen large, and the kernels beside it: they are what the network computes with. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { evaluateInsides } from '../../../../src/core/network/evaluate'
import { firstParameters, firstStatistics } from '../../../../src/core/network/initialisers'
import { modelOf } from '../../../../src/core/network/model'
import { readRecipe } from '../../../../src/core/recipe/migrate'
import { featureChart, kernelOver } from '../../../../src/renderer/workspaces/images/feature-chart'
import { channelsToChoose, kernelsOf } from '../../../../src/renderer/workspaces/images/layer-pictures'

const recipe = readRecipe(JSON.parse(readFileSync('resources/recipes/duffing-map.json', 'utf8')))
const model = modelOf(recipe)
const vectors = { parameters: firstParameters(model, recipe.network.initialiser, 3), statistics: firstStatistics(model, {}) }
const map = Float32Array.from({ length: model.inputs }, (_, k) => Math.sin(k) + Math.cos(0.013 * k))
const insides = evaluateInsides(model, vectors, map)
/** The second convolution: of 30 channels, stride 2, no padding, tanh. */
const [BEFORE, SECOND] = [1, 2]

test('the kernels of a deeper layer, their bias and the layer before make the channel beside them', () => {
  const [before, second] = [insides.layers[BEFORE], insides.layers[SECOND]]
  const layer = recipe.network.layers[SECOND]
  if (!before || !second || !layer) throw new Error('duffing-map has two convolutions')
  const [, wide = NaN, channels = NaN] = before.layer.output
  for (const channel of [0, 7, 29]) {
    const kernel = kernelOver(second.layer, channel, insides.value)
    const { heat } = featureChart(second, layer, SECOND, channel)
    if (!kernel || !heat) throw new Error('a convolution has kernels')
    expect(kernel.count).toBe(30)
    const [row, column] = [1, 2]
    let sum = kernel.bias
    for (let from = 0; from < channels; from++) {
      for (let i = 0; i < kernel.size; i++) {
        for (let j = 0; j < kernel.size; j++) sum += kernel.at(from, i, j) * (before.output[((2 * row + i) * wide + 2 * column + j) * channels + from] ?? NaN)
      }
    }
    expect(heat.values[row * heat.columns + column]).toBeCloseTo(Math.tanh(sum), 12)
  }
})

test('over many channels the kernels over one of them are shown, and it can be chosen', () => {
  const [first, second] = [insides.layers[BEFORE]?.layer, insides.layers[SECOND]?.layer]
  if (!first || !second) throw new Error('duffing-map has two convolutions')
  // The map and its two coordinates: all are shown.
  expect([channelsToChoose(first), kernelsOf(first, insides.value).length]).toEqual([0, 3])
  expect(channelsToChoose(second)).toBe(30)
  const [over] = kernelsOf(second, insides.value, 11)
  expect(over?.count).toBe(30)
  expect(over?.at(4, 2, 1)).toBe(kernelOver(second, 4, insides.value)?.at(11, 2, 1))
})
