import '@tensorflow/tfjs-backend-cpu'
import { enableProdMode, scalar, setBackend, tensor1d } from '@tensorflow/tfjs-core'
import type { Tensor } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { adam } from '../../../../src/core/network/optimisers/adam'
import { vectorOf } from '../../../../src/core/network/state'
import type { Vectors } from '../../../../src/core/network/state'
import type { AdamRecipe } from '../../../../src/core/recipe/training'

const recipe: AdamRecipe = { kind: 'adam', learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }

beforeAll(async () => {
  enableProdMode()
  await setBackend('cpu')
})

/** Algorithm 1 of Kingma and Ba as it stands there, line by line, in double precision. */
function paper(gradients: readonly number[], theta: number, { beta1, beta2, epsilon }: AdamRecipe, alpha: number): number[] {
  let m = 0
  let v = 0
  return gradients.map((g, index) => {
    const t = index + 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g * g
    theta -= (alpha * (m / (1 - beta1 ** t))) / (Math.sqrt(v / (1 - beta2 ** t)) + epsilon)
    return theta
  })
}

function updates(gradients: readonly number[], theta: number, recipe: AdamRecipe): number[] {
  const { update, scalars } = adam(recipe)
  let state: Vectors<Tensor> = { parameters: tensor1d([theta]), firstMoment: tensor1d([0]), secondMoment: tensor1d([0]) }
  return gradients.map((gradient, step) => {
    const { rate = NaN, damping = NaN } = scalars(step, recipe.learningRate)
    state = update(state, tensor1d([gradient]), { rate: scalar(rate), damping: scalar(damping) })
    return vectorOf(state, 'parameters').dataSync<'float32'>()[0] ?? NaN
  })
}

describe('Adam', () => {
  it('moves by the learning rate against the sign of the first gradient, whatever its size', () => {
    // m^ = g and v^ = g^2 at t = 1, so the step is alpha g / (|g| + epsilon).
    expect(updates([1e-3], 1, recipe)[0]).toBeCloseTo(0.9, 5)
    expect(updates([-250], 1, recipe)[0]).toBeCloseTo(1.1, 6)
  })

  it('gives, for gradients 1 and then -1, the second step found by hand', () => {
    // m2 = 0.9 * 0.1 - 0.1 = -0.01, m^ = -0.01/0.19; v2 = 0.001 (1 + 0.999) = 0.001999 = 1 - 0.999^2, v^ = 1.
    const [first, second] = updates([1, -1], 0, recipe)
    expect(first).toBeCloseTo(-0.1, 6)
    expect(second).toBeCloseTo(-0.1 + (0.1 * 0.01) / 0.19, 6)
  })

  it('follows the paper for 200 steps, also where epsilon is not small', () => {
    const gradients = Array.from({ length: 200 }, (_, t) => Math.sin(0.7 * t) + 0.3)
    for (const epsilon of [1e-8, 0.1]) {
      const damped = { ...recipe, epsilon }
      const expected = paper(gradients, 2, damped, damped.learningRate)
      updates(gradients, 2, damped).forEach((value, t) => {
        expect(Math.abs(value - (expected[t] ?? NaN)), `step ${t + 1}`).toBeLessThan(2e-5)
      })
    }
  })
})
