/** What a recipe's network is given and what it says, for each thing that it may learn. */
import { describe, expect, test } from 'vitest'
import lesson from '../../../resources/recipes/duffing-map.json'
import { modelOf } from '../../../src/core/network/model'
import { readRecipe } from '../../../src/core/recipe/migrate'
import { portsOf } from '../../../src/core/recipe/ports'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import type { SimulationRecipe } from '../../../src/core/recipe/schema'

function learning(learn: object, observation: object = {}, layers: readonly object[] = []): SimulationRecipe {
  return simulationRecipeSchema.parse({ ...lesson, learn, observation: { ...lesson.observation, ...observation }, network: { ...lesson.network, layers } })
}

test('a recipe from before there was a choice reads parameters', () => {
  expect(readRecipe(lesson)).toMatchObject({ learn: { kind: 'parameters' } })
})

describe('what is given, and what is said', () => {
  test('the response, and three parameters', () => {
    const { shape, answer, outputs, targets } = portsOf(learning({ kind: 'parameters' }))
    expect([shape, answer.shape, outputs]).toEqual([[50, 50, 1], [3], 3])
    expect(targets.map(({ name }) => name)).toEqual(['omega0', 'gamma', 'epsilon'])
  })

  test('three parameters, and the response', () => {
    const ports = portsOf(learning({ kind: 'response' }))
    expect([ports.shape, ports.answer.shape, ports.outputs, ports.axes]).toEqual([[3], [50, 50, 1], 2500, []])
    expect(ports.seen).toContain('gamma, 0.5 to 1.5')
    expect(portsOf(learning({ kind: 'response' }, { rows: null })).answer.shape).toEqual([50, 1])
  })

  test('a coarse map, and the fine one', () => {
    const ports = portsOf(learning({ kind: 'clean', coarse: 5 }))
    expect([ports.shape, ports.answer.shape]).toEqual([[10, 10, 1], [50, 50, 1]])
    const [coarse, fine] = [ports.axes[0], ports.answer.axes[0]]
    // The middle of the first five drives of 0.1 to 2 in 50.
    expect(coarse?.from).toBeCloseTo(0.1 + (2 * 1.9) / 49, 12)
    expect(coarse?.to).toBeCloseTo(2 - (2 * 1.9) / 49, 12)
    expect([fine?.from, fine?.to, fine?.count]).toEqual([0.1, 2, 50])
  })

  test('nothing coarse that leaves points over', () => {
    const { error } = simulationRecipeSchema.safeParse({ ...lesson, learn: { kind: 'clean', coarse: 4 } })
    expect(error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual(['learn.coarse: bins and rows must be whole multiples of it'])
  })
})

describe('the last layer', () => {
  const conv = { kind: 'conv2d', channels: 4, kernel: 3, stride: 1, dilation: 1, activation: 'tanh' }

  test('is a convolution of one point on the grid of the answer, and dense after a list', () => {
    const map = modelOf(learning({ kind: 'itself' }, {}, [{ ...conv, padding: 'same' }]))
    expect(map.layers.at(-1)).toMatchObject({ kind: 'conv2d', output: [2500] })
    expect(map.layers.at(-1)?.parameters.map(({ shape }) => shape)).toEqual([[1, 1, 4, 1], [1]])
    expect(modelOf(learning({ kind: 'itself' }, {}, [{ kind: 'flatten' }])).layers.at(-1)).toMatchObject({ kind: 'dense', output: [2500] })
  })

  test('refuses a map of another size, and a map where numbers are wanted', () => {
    expect(() => modelOf(learning({ kind: 'itself' }, {}, [{ ...conv, padding: 'valid' }]))).toThrow(/48 x 48 x 4 numbers: the answer has 50 x 50 x 1/)
    expect(() => modelOf(learning({ kind: 'parameters' }, {}, [{ ...conv, padding: 'same' }]))).toThrow(/a dense layer takes a flat list/)
  })
})
