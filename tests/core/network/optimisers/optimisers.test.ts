/** Each optimiser against its paper's algorithm, line by line in double precision. Adam has a file of its own. */
import '@tensorflow/tfjs-backend-cpu'
import { enableProdMode, scalar, setBackend, tensor1d } from '@tensorflow/tfjs-core'
import type { Tensor } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { optimiserRule } from '../../../../src/core/network/optimisers'
import { vectorOf } from '../../../../src/core/network/state'
import type { Vectors } from '../../../../src/core/network/state'
import type { TrainingRecipe } from '../../../../src/core/recipe/training'

type Optimiser = TrainingRecipe['optimiser']

beforeAll(async () => {
  enableProdMode()
  await setBackend('cpu')
})

const RATE = 0.05
const START = 2
const GRADIENTS = Array.from({ length: 100 }, (_, t) => Math.sin(0.7 * t) + 0.3)

function updates(recipe: Optimiser): number[] {
  const { update, scalars, moments } = optimiserRule(recipe)
  let state: Vectors<Tensor> = {
    parameters: tensor1d([START]),
    ...Object.fromEntries(moments.map((name) => [name, tensor1d([0])]))
  }
  return GRADIENTS.map((gradient, step) => {
    const numbers = Object.entries(scalars(step, RATE)).map(([name, value]) => [name, scalar(value)] as const)
    state = update(state, tensor1d([gradient]), Object.fromEntries(numbers))
    return vectorOf(state, 'parameters').dataSync<'float32'>()[0] ?? NaN
  })
}

function expectSteps(recipe: Optimiser, expected: readonly number[]): void {
  updates(recipe).forEach((value, t) => expect(Math.abs(value - (expected[t] ?? NaN)), `step ${t + 1}`).toBeLessThan(2e-5))
}

describe('optimisers', () => {
  it('gradient descent', () => {
    let theta = START
    expectSteps({ kind: 'sgd', learningRate: RATE }, GRADIENTS.map((g) => (theta -= RATE * g)))
  })

  it('the heavy ball of Polyak, whose step is alpha g and beta times the step before', () => {
    let [theta, before] = [START, START]
    const expected = GRADIENTS.map((g) => {
      const next = theta - RATE * g + 0.9 * (theta - before)
      before = theta
      theta = next
      return theta
    })
    expectSteps({ kind: 'momentum', learningRate: RATE, momentum: 0.9, nesterov: false }, expected)
  })

  it('Nesterov: the point looked up ahead is theta + mu v, as Sutskever et al. write v and theta', () => {
    // v' = mu v - eps g(theta + mu v), theta' = theta + v'; our parameters are the point at which g is taken.
    let [theta, v] = [START, 0]
    const expected = GRADIENTS.map((g) => {
      v = 0.9 * v - RATE * g
      theta += v
      return theta + 0.9 * v
    })
    expectSteps({ kind: 'momentum', learningRate: RATE, momentum: 0.9, nesterov: true }, expected)
  })

  it('RMSprop', () => {
    let [theta, s] = [START, 0]
    const expected = GRADIENTS.map((g) => {
      s = 0.9 * s + 0.1 * g * g
      theta -= (RATE * g) / (Math.sqrt(s) + 1e-6)
      return theta
    })
    expectSteps({ kind: 'rmsprop', learningRate: RATE, decay: 0.9, epsilon: 1e-6 }, expected)
  })

  it('AdamW: algorithm 2 of Loshchilov and Hutter', () => {
    let [theta, m, v] = [START, 0, 0]
    const expected = GRADIENTS.map((g, index) => {
      m = 0.9 * m + 0.1 * g
      v = 0.99 * v + 0.01 * g * g
      const [mHat, vHat] = [m / (1 - 0.9 ** (index + 1)), v / (1 - 0.99 ** (index + 1))]
      theta -= (RATE * mHat) / (Math.sqrt(vHat) + 1e-8) + RATE * 0.1 * theta
      return theta
    })
    expectSteps({ kind: 'adamw', learningRate: RATE, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.1 }, expected)
  })
})
