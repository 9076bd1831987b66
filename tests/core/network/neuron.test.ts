import { expect, test } from 'vitest'
import { descended, neuronLoss, type Neuron } from '../../../src/core/network/neuron'
import { activationSchema } from '../../../src/core/recipe/layers'

const x = Float64Array.from({ length: 41 }, (_, k) => -2 + k / 10)

test.each(activationSchema.options)('the gradient of a neuron (%s) is what differences of its loss show', (activation) => {
  const y = x.map((q) => Math.exp(-(q ** 2)) * Math.sin(5 * q))
  const neuron: Neuron = { weight: 1.37, bias: -0.41, activation }
  const step = 1e-6
  const { weight, bias } = neuronLoss(neuron, x, y)
  const loss = (change: Partial<Neuron>): number => neuronLoss({ ...neuron, ...change }, x, y).loss
  expect(weight).toBeCloseTo((loss({ weight: 1.37 + step }) - loss({ weight: 1.37 - step })) / (2 * step), 7)
  expect(bias).toBeCloseTo((loss({ bias: -0.41 + step }) - loss({ bias: -0.41 - step })) / (2 * step), 7)
})

test('descends to the neuron that made the samples', () => {
  const y = x.map((q) => Math.tanh(1.8 * q - 0.6))
  let neuron: Neuron = { weight: 0.2, bias: 0.5, activation: 'tanh' }
  for (let k = 0; k < 5000; k++) neuron = descended(neuron, neuronLoss(neuron, x, y), 0.5)
  expect(neuron.weight).toBeCloseTo(1.8, 4)
  expect(neuron.bias).toBeCloseTo(-0.6, 4)
})

test('a linear neuron ends at the line of least squares', () => {
  const y = x.map((q) => q ** 3)
  let neuron: Neuron = { weight: 0, bias: 1, activation: 'linear' }
  for (let k = 0; k < 2000; k++) neuron = descended(neuron, neuronLoss(neuron, x, y), 0.2)
  const moment = (power: number): number => x.reduce((sum, q) => sum + q ** power, 0)
  expect(neuron.weight).toBeCloseTo(moment(4) / moment(2), 9)
  expect(neuron.bias).toBeCloseTo(0, 9)
})
