/** Plain operations say what the network's own layers say, and their derivatives are those that differences show. */
import { describe, expect, it, test } from 'vitest'
import { activations } from '../../../../src/core/network/activations'
import { evaluate } from '../../../../src/core/network/evaluate'
import { modelOf } from '../../../../src/core/network/model'
import { plainNetwork } from '../../../../src/core/network/plain/lower'
import { derivative, runPlain } from '../../../../src/core/network/plain/run'
import { activationSchema } from '../../../../src/core/recipe/layers'
import { NETWORKS, pointsOf, recipeOf, vectorsOf } from './networks'

const ROWS = 9
const STEP = 1e-5

describe.each(Object.keys(NETWORKS))('a network: %s', (name) => {
  const recipe = recipeOf(name)
  const vectors = vectorsOf(recipe)
  const network = plainNetwork(recipe, vectors)
  const x = pointsOf(ROWS)
  const width = network.targets + network.deviations

  it('says what its layers say', () => {
    const said = runPlain(network, x, ROWS)
    const { value, deviation } = evaluate(modelOf(recipe), vectors, x, ROWS)
    expect(said).toHaveLength(ROWS * width)
    for (let row = 0; row < ROWS; row++) {
      for (let k = 0; k < network.targets; k++) {
        expect(said[row * width + k]).toBeCloseTo(value[row * network.targets + k] ?? NaN, 12)
        if (network.deviations > 0) expect(said[row * width + network.targets + k]).toBeCloseTo(deviation?.[row * network.targets + k] ?? NaN, 12)
      }
    }
  })

  it.each([0, 1])('has the derivative along input %i that central differences show', (along) => {
    const { value, change } = derivative(network, x, ROWS, along)
    expect(value).toEqual(runPlain(network, x, ROWS))
    const moved = (by: number) => runPlain(network, x.map((number, index) => (index % 2 === along ? number + by : number)), ROWS)
    const [above, below] = [moved(STEP), moved(-STEP)]
    // Of order STEP^2 times the third derivative, and rounding of 1e-16 over STEP.
    change.forEach((slope, index) => expect(slope).toBeCloseTo(((above[index] ?? NaN) - (below[index] ?? NaN)) / (2 * STEP), 7))
  })
})

test('the largest of neighbours is refused with a remedy', () => {
  const recipe = recipeOf('tanh')
  const changed = { ...recipe, network: { ...recipe.network, layers: [{ kind: 'pool', of: 'max', size: 2 } as const, { kind: 'flatten' } as const] } }
  expect(() => plainNetwork(changed, vectorsOf(changed))).toThrow(/largest of neighbouring values/)
})

test.each(activationSchema.options)('the slope of %s is that of its values', (kind) => {
  const { evaluate: value, slope } = activations[kind]
  for (const x of [-30, -3.1, -0.7, -0.01, 0.01, 0.6, 2.9, 25]) {
    expect(slope(x)).toBeCloseTo((value(x + STEP) - value(x - STEP)) / (2 * STEP), 7)
  }
})
