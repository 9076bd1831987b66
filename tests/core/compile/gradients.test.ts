/** Every gradient that can be recorded, against TensorFlow.js's own cpu backend and against central differences. */
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import type { Tensor } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import bundled from '../../../resources/recipes/duffing-curve.json'
import { record } from '../../../src/core/compile/1-record/record'
import { simplify } from '../../../src/core/compile/2-simplify/simplify'
import { evaluateLoss } from '../../../src/core/network/evaluate'
import { firstParameters, firstStatistics } from '../../../src/core/network/initialisers'
import { modelOf } from '../../../src/core/network/model'
import { Purpose } from '../../../src/core/random/purpose'
import { createStream, uniform } from '../../../src/core/random/stream'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'
import { denseNetwork } from '../network/dense-network'
import { lossGraph } from './loss-graph'
import { relativeDifference, runGraph } from './run-graph'

const stream = createStream(5, Purpose.prior)
const draw = (size: number, low: number, high: number): Float32Array =>
  Float32Array.from({ length: size }, () => low + (high - low) * uniform(stream))
const volume = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1)

beforeAll(async () => {
  tf.enableProdMode()
  await tf.setBackend('cpu')
})

interface Case {
  readonly build: (a: Tensor, b: Tensor) => Tensor
  readonly a: number[]
  /** Left out where the operation takes one tensor. */
  readonly b?: number[]
  /** Range of the inputs, where log, sqrt and division behave. */
  readonly range?: readonly [number, number]
}

const cases: Readonly<Record<string, Case>> = {
  add: { build: tf.add, a: [3, 4], b: [3, 4] },
  'add, a row to each': { build: tf.add, a: [3, 4], b: [4] },
  'add, a column and a row': { build: tf.add, a: [3, 1], b: [1, 4] },
  sub: { build: tf.sub, a: [3, 4], b: [4] },
  mul: { build: tf.mul, a: [3, 4], b: [3, 1] },
  'mul by itself': { build: (a) => tf.mul(a, a), a: [3, 4] },
  div: { build: tf.div, a: [3, 4], b: [4], range: [0.5, 2] },
  'div by a scalar': { build: tf.div, a: [3, 4], b: [], range: [0.5, 2] },
  squaredDifference: { build: tf.squaredDifference, a: [3, 4], b: [3, 4] },
  tanh: { build: tf.tanh, a: [3, 4] },
  relu: { build: tf.relu, a: [3, 4] },
  sqrt: { build: tf.sqrt, a: [3, 4], range: [0.5, 2] },
  neg: { build: tf.neg, a: [3, 4] },
  exp: { build: tf.exp, a: [3, 4] },
  log: { build: tf.log, a: [3, 4], range: [0.5, 2] },
  square: { build: tf.square, a: [3, 4] },
  matMul: { build: (a, b) => tf.matMul(a, b), a: [3, 4], b: [4, 5] },
  'matMul, a transposed': { build: (a, b) => tf.matMul(a, b, true), a: [4, 3], b: [4, 5] },
  'matMul, b transposed': { build: (a, b) => tf.matMul(a, b, false, true), a: [3, 4], b: [5, 4] },
  'matMul, both transposed': { build: (a, b) => tf.matMul(a, b, true, true), a: [4, 3], b: [5, 4] },
  'sum of all': { build: (a) => tf.sum(a), a: [3, 4] },
  'sum of rows': { build: (a) => tf.sum(a, 0), a: [3, 4] },
  'sum, dimension kept': { build: (a) => tf.sum(a, 1, true), a: [3, 4] },
  reshape: { build: (a) => tf.reshape(a, [2, -1]), a: [3, 4] },
  cast: { build: (a) => tf.cast(a, 'float32'), a: [3, 4] },
  'split and concat': {
    build: (a) => tf.concat(tf.split(a, [1, 3], 1).toReversed().map((part) => tf.square(part)), 1),
    a: [3, 4]
  }
}

/** A scalar that weighs each output differently, so that no gradient hides behind a symmetry. */
function weighed(build: Case['build'], a: Tensor, b: Tensor): Tensor {
  const y = build(a, b)
  const weights = Float32Array.from({ length: y.size }, (_, index) => 0.5 + 0.25 * index)
  return tf.sum(tf.mul(y, tf.tensor(weights, y.shape)))
}

function gradients({ build, b: usesBoth }: Case, a: Tensor, b: Tensor): { value: Tensor; da: Tensor; db: Tensor } {
  const f = (x: Tensor, y: Tensor): Tensor => weighed(build, x, y)
  if (!usesBoth) {
    const { value, grad } = tf.valueAndGrad((x: Tensor) => f(x, b))(a)
    return { value, da: grad, db: tf.zerosLike(b) }
  }
  const { value, grads } = tf.valueAndGrads(f)([a, b])
  const [da, db] = grads
  if (!da || !db) throw new Error('two gradients were expected')
  return { value, da, db }
}

/** Central differences in single precision: truncation h^2, rounding 1e-7 / h; with h = 1e-2 both are below 1e-3. */
function centralDifferences(item: Case, a: Float32Array, b: Float32Array, which: 'a' | 'b'): number[] {
  const h = 1e-2
  const { a: shapeA, b: shapeB = shapeA } = item
  const at = (index: number, shift: number): number => {
    const move = (data: Float32Array): Float32Array => data.map((value, k) => (k === index ? value + shift : value))
    const left = tf.tensor(which === 'a' ? move(a) : a, shapeA)
    const right = tf.tensor(which === 'b' ? move(b) : b, shapeB)
    return weighed(item.build, left, right).dataSync<'float32'>()[0] ?? NaN
  }
  return Array.from(which === 'a' ? a : b, (_, index) => (at(index, h) - at(index, -h)) / (2 * h))
}

describe('recorded gradients', () => {
  it.each(Object.entries(cases))('%s', async (_, item) => {
    const { a: shapeA, b: shapeB = shapeA, range = [-1, 1] } = item
    const a = draw(volume(shapeA), ...range)
    // Away from relu's corner, where no difference quotient is right.
    const safe = a.map((value) => (Math.abs(value) < 0.05 ? 0.05 : value))
    const b = draw(volume(shapeB), ...range)
    const recorded = record('gradients', { a: shapeA, b: shapeB }, (t) => gradients(item, t.a, t.b))
    const eager = tf.tidy(() => {
      const { value, da, db } = gradients(item, tf.tensor(safe, shapeA), tf.tensor(b, shapeB))
      return { value: value.dataSync(), da: da.dataSync(), db: db.dataSync() }
    })
    const plain = await runGraph(recorded, { a: safe, b })
    const simplified = await runGraph(simplify(recorded), { a: safe, b })
    // The value is a sum of terms of either sign, which loses a digit.
    for (const [name, tolerance] of [['value', 1e-4], ['da', 1e-5], ['db', 1e-5]] as const) {
      expect(relativeDifference(plain[name] ?? [], eager[name]), name).toBeLessThan(tolerance)
      expect(relativeDifference(simplified[name] ?? [], eager[name]), name).toBeLessThan(tolerance)
    }
    expect(relativeDifference(eager.da, centralDifferences(item, safe, b, 'a'))).toBeLessThan(2e-3)
    if (item.b) {
      expect(relativeDifference(eager.db, centralDifferences(item, safe, b, 'b'))).toBeLessThan(2e-3)
    }
  })
})

describe("the loss's recorded gradient", () => {
  it.each([
    ['tanh', [7], false],
    ['tanh', [6, 5], true],
    ['relu', [9], true]
  ] as const)('%s, hidden layers %j, scaled targets %s, agrees with double-precision differences', async (activation, hidden, scaleTargets) => {
    const recipe = simulationRecipeSchema.parse({
      ...bundled,
      observation: { ...bundled.observation, bins: 5 },
      network: denseNetwork(hidden, activation),
      training: { ...bundled.training, scaling: { inputs: scaleTargets, targets: scaleTargets } }
    })
    const model = modelOf(recipe)
    const rows = 4
    const parameters = firstParameters(model, 'lecun-normal', 2)
    const statistics = firstStatistics(model, {}).map((value, k) => value + 0.1 * Math.sin(k))
    const x = draw(rows * model.inputs, 0, 2)
    const y = draw(rows * model.outputs, -1, 1)
    const graph = simplify(lossGraph(model, rows))
    const { loss, gradient } = await runGraph(graph, { parameters, x, y, ...(statistics.length > 0 ? { statistics } : {}) })
    const doubles = Float64Array.from(parameters)
    expect(relativeDifference(loss ?? [], [evaluateLoss(model, { parameters: doubles, statistics }, { x, y, randoms: {} }, rows)])).toBeLessThan(1e-6)
    // h^2 = 1e-10 truncation and 1e-16 / h rounding leave the recorded graph's single precision as the only error.
    const h = 1e-5
    const differences = Array.from(parameters, (_, index) => {
      const at = (shift: number): number =>
        evaluateLoss(model, { parameters: doubles.map((value, k) => (k === index ? value + shift : value)), statistics }, { x, y, randoms: {} }, rows)
      return (at(h) - at(-h)) / (2 * h)
    })
    expect(relativeDifference(gradient ?? [], differences)).toBeLessThan(1e-5)
  })
})
