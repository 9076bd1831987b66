/**
 * Every layer, activation and loss in a small network: the recorded step against TensorFlow.js's own cpu backend, and against
 * the plain double-precision twin, whose central differences the gradient is held to.
 */
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { simplify } from '../../../src/core/compile/2-simplify/simplify'
import { predictionGraph } from '../../../src/core/compile/network'
import { evaluate, evaluateLoss, readingLoss } from '../../../src/core/network/evaluate'
import { firstParameters, firstStatistics } from '../../../src/core/network/initialisers'
import { layerRandoms } from '../../../src/core/network/randoms'
import { networkModel } from '../../../src/core/network/model'
import type { NetworkModel } from '../../../src/core/network/model'
import { parameterCount, statisticsLayout } from '../../../src/core/network/parameters'
import { lossAndGradient } from '../../../src/core/network/step'
import { Purpose } from '../../../src/core/random/purpose'
import { createStream, normal, uniform } from '../../../src/core/random/stream'
import type { Activation, LayerOf, LayerRecipe } from '../../../src/core/recipe/layers'
import type { LossRecipe, ScalingRecipe } from '../../../src/core/recipe/training'
import { lossGraph } from '../compile/loss-graph'
import { relativeDifference, runGraph } from '../compile/run-graph'

const ROWS = 3
const CURVE = [14]
const CHANNELS = [9, 2]
const MAP = [7, 6, 2]

interface Case {
  readonly input: readonly number[]
  /** Two numbers where it is left out. */
  readonly answer?: readonly number[]
  readonly layers: readonly LayerRecipe[]
  readonly loss?: LossRecipe
  readonly scaling?: ScalingRecipe
}

const flatten: LayerRecipe = { kind: 'flatten' }
const conv = { channels: 3, kernel: 3, stride: 1, dilation: 1, padding: 'valid', activation: 'tanh' } as const
const batchNorm: LayerOf<'batch-norm'> = { kind: 'batch-norm', momentum: 0.1, epsilon: 1e-3 }
const layerNorm: LayerRecipe = { kind: 'layer-norm', epsilon: 1e-3 }
const dense = (activation: Activation, units = 6): LayerOf<'dense'> => ({ kind: 'dense', units, activation })
const transpose = { kind: 'conv-transpose', channels: 3, kernel: 3, stride: 2, padding: 'valid', activation: 'tanh' } as const

const layers: Readonly<Record<string, Case>> = {
  'no hidden layer': { input: CURVE, layers: [] },
  'conv1d on a curve': { input: CURVE, layers: [{ kind: 'conv1d', ...conv }, flatten] },
  'conv1d, same': { input: CHANNELS, layers: [{ kind: 'conv1d', ...conv, padding: 'same' }, flatten] },
  'conv1d, stride 2, same': { input: CHANNELS, layers: [{ kind: 'conv1d', ...conv, stride: 2, padding: 'same' }, flatten] },
  'conv1d, dilation 2': { input: CHANNELS, layers: [{ kind: 'conv1d', ...conv, dilation: 2 }, flatten] },
  'conv1d twice, stride 3, which leaves points over': {
    input: CURVE,
    layers: [{ kind: 'conv1d', ...conv }, { kind: 'conv1d', ...conv, kernel: 4, stride: 3 }, flatten]
  },
  'conv1d of one point': { input: CHANNELS, layers: [{ kind: 'conv1d', ...conv, kernel: 1 }, flatten] },
  'conv2d': { input: MAP, layers: [{ kind: 'conv2d', ...conv }, flatten] },
  'conv2d, same': { input: MAP, layers: [{ kind: 'conv2d', ...conv, padding: 'same' }, flatten] },
  'conv2d twice, stride 2': {
    input: MAP,
    layers: [{ kind: 'conv2d', ...conv, kernel: 2 }, { kind: 'conv2d', ...conv, stride: 2, padding: 'same' }, flatten]
  },
  'conv2d, dilation 2': { input: MAP, layers: [{ kind: 'conv2d', ...conv, dilation: 2 }, flatten] },
  'conv2d, dilation 2 after another': {
    input: MAP,
    layers: [{ kind: 'conv2d', ...conv, kernel: 2 }, { kind: 'conv2d', ...conv, kernel: 2, dilation: 2, padding: 'same' }, flatten]
  },
  'max pooling of a curve': { input: CURVE, layers: [{ kind: 'conv1d', ...conv }, { kind: 'pool', of: 'max', size: 3 }, flatten] },
  'mean pooling of a curve, points left over': {
    input: CHANNELS,
    layers: [{ kind: 'conv1d', ...conv }, { kind: 'pool', of: 'mean', size: 2 }, flatten]
  },
  'max pooling of a map': { input: MAP, layers: [{ kind: 'conv2d', ...conv }, { kind: 'pool', of: 'max', size: 2 }, flatten] },
  'mean pooling of a map': { input: MAP, layers: [{ kind: 'conv2d', ...conv }, { kind: 'pool', of: 'mean', size: 2 }, flatten] },
  'global mean': { input: MAP, layers: [{ kind: 'conv2d', ...conv }, { kind: 'global-pool', of: 'mean' }] },
  'global max': { input: CHANNELS, layers: [{ kind: 'conv1d', ...conv }, { kind: 'global-pool', of: 'max' }] },
  'batch normalisation of a list': { input: CURVE, layers: [dense('linear'), batchNorm, { kind: 'activation', activation: 'tanh' }] },
  'batch normalisation of a map': { input: MAP, layers: [{ kind: 'conv2d', ...conv }, batchNorm, flatten] },
  'batch normalisation twice': { input: CHANNELS, layers: [batchNorm, flatten, dense('tanh'), batchNorm] },
  'layer normalisation of a list': { input: CURVE, layers: [dense('tanh'), layerNorm] },
  'layer normalisation of a map': { input: MAP, layers: [{ kind: 'conv2d', ...conv }, layerNorm, flatten] },
  'dropout': { input: CURVE, layers: [dense('tanh'), { kind: 'dropout', rate: 0.4 }, dense('tanh'), { kind: 'dropout', rate: 0.2 }] },
  'noise': { input: CURVE, layers: [{ kind: 'noise', deviation: 0.3 }, dense('tanh'), { kind: 'dropout', rate: 0.2 }, { kind: 'noise', deviation: 0.1 }] },
  'dropout of a map': { input: MAP, layers: [{ kind: 'conv2d', ...conv }, { kind: 'dropout', rate: 0.3 }, flatten] },
  'a residual block': { input: CURVE, layers: [dense('tanh'), { kind: 'residual', layers: [dense('tanh'), dense('linear')], activation: 'tanh' }] },
  'a residual block of a map': {
    input: MAP,
    layers: [
      { kind: 'conv2d', ...conv },
      { kind: 'residual', layers: [{ kind: 'conv2d', ...conv, padding: 'same' }, batchNorm, { kind: 'dropout', rate: 0.3 }], activation: 'silu' },
      flatten
    ]
  },
  'a skip of a curve': { input: CURVE, layers: [{ kind: 'skip', layers: [{ kind: 'conv1d', ...conv, padding: 'same' }] }, { kind: 'conv1d', ...conv }, flatten] },
  'skips inside each other, with pooling and upsampling, as in a U-Net': {
    input: [8, 4, 1],
    layers: [
      { kind: 'conv2d', ...conv, padding: 'same' },
      {
        kind: 'skip',
        layers: [
          { kind: 'pool', of: 'max', size: 2 },
          { kind: 'conv2d', ...conv, padding: 'same' },
          { kind: 'skip', layers: [{ kind: 'pool', of: 'mean', size: 2 }, batchNorm, { kind: 'dropout', rate: 0.3 }, { ...transpose, kernel: 2, padding: 'same' }] },
          { kind: 'upsample', factor: 2 }
        ]
      },
      { kind: 'conv2d', ...conv, padding: 'same' },
      flatten
    ]
  },
  'coordinates inside a skip': { input: MAP, layers: [{ kind: 'skip', layers: [{ kind: 'coordinates' }, { kind: 'conv2d', ...conv, padding: 'same' }] }, { kind: 'conv2d', ...conv }, flatten] },
  'upsampling of a curve': { input: CURVE, layers: [{ kind: 'conv1d', ...conv }, { kind: 'upsample', factor: 2 }, { kind: 'conv1d', ...conv }, flatten] },
  'upsampling of a map': { input: MAP, layers: [{ kind: 'conv2d', ...conv }, { kind: 'upsample', factor: 2 }, { kind: 'conv2d', ...conv }, flatten] },
  'coordinates of a curve': { input: CURVE, layers: [{ kind: 'coordinates' }, { kind: 'conv1d', ...conv }, flatten] },
  'coordinates of a curve of several channels': { input: CHANNELS, layers: [{ kind: 'conv1d', ...conv }, { kind: 'coordinates' }, { kind: 'conv1d', ...conv }, flatten] },
  'coordinates of a map': { input: MAP, layers: [{ kind: 'conv2d', ...conv }, { kind: 'coordinates' }, { kind: 'conv2d', ...conv }, flatten] },
  'transposed convolution of a curve': { input: CURVE, layers: [{ kind: 'conv1d', ...conv }, transpose, flatten] },
  'transposed convolution of a map': { input: MAP, layers: [{ kind: 'conv2d', ...conv }, { ...transpose, stride: 1 }, flatten] },
  'transposed convolution of a map, stride 2, same': { input: MAP, layers: [{ ...transpose, padding: 'same' }, flatten] },
  'transposed convolution, kernel shorter than its stride': { input: CHANNELS, layers: [{ ...transpose, kernel: 2, stride: 3, padding: 'same' }, flatten] }
}

/** Answers that are no list of numbers, after layers that are on their grid. */
const answers: Readonly<Record<string, Case>> = {
  'a curve, point by point': { input: CURVE, answer: [14, 1], layers: [{ kind: 'conv1d', ...conv, padding: 'same' }] },
  'a map, point by point': { input: MAP, answer: [7, 6, 1], layers: [{ kind: 'conv2d', ...conv, padding: 'same' }], scaling: { inputs: true, targets: true } },
  'a map, each point with its width': { input: MAP, answer: [7, 6, 1], layers: [{ kind: 'conv2d', ...conv, padding: 'same' }], loss: { kind: 'gaussian' }, scaling: { inputs: false, targets: true } },
  'a map from a list': { input: CURVE, answer: [3, 4, 1], layers: [dense('tanh')], scaling: { inputs: true, targets: true } }
}

const activations = (['linear', 'tanh', 'relu', 'leaky-relu', 'gelu', 'silu', 'softplus', 'sigmoid'] as const).map(
  (activation): [string, Case] => [activation, { input: CURVE, layers: [dense(activation)] }]
)

const losses = (
  [{ kind: 'squared' }, { kind: 'absolute' }, { kind: 'huber', delta: 0.7 }, { kind: 'gaussian' }, { kind: 'cross-entropy' }] as const
).map((loss): [string, Case] => [`${loss.kind} loss`, { input: CURVE, layers: [dense('tanh')], loss }])

const scalings: [string, Case][] = [
  ['gaussian loss, scaled targets', { input: CURVE, layers: [], loss: { kind: 'gaussian' }, scaling: { inputs: false, targets: true } }],
  ['huber loss, scaled inputs and targets', { input: CURVE, layers: [], loss: { kind: 'huber', delta: 0.7 }, scaling: { inputs: true, targets: true } }],
  ['scaled channels, beside batch statistics', { input: MAP, layers: [{ kind: 'batch-norm', momentum: 0.3, epsilon: 1e-3 }, flatten], scaling: { inputs: true, targets: false } }]
]

function modelFor({ input, answer = [2], layers: list, loss = { kind: 'squared' }, scaling = { inputs: false, targets: false } }: Case): NetworkModel {
  return networkModel({ input, answer, layers: list, loss, scaling })
}

/** Values that no symmetry hides: gains, biases and statistics away from their first values too. */
function stateOf(model: NetworkModel): { parameters: Float32Array; statistics?: Float32Array } {
  const stream = createStream(11, Purpose.restart)
  const parameters = firstParameters(model, 'lecun-normal', 3).map((value) => value + 0.1 * normal(stream))
  const statistics = firstStatistics(model, {}).map((value) => value + 0.2 * uniform(stream))
  return statistics.length > 0 ? { parameters, statistics } : { parameters }
}

function batchOf(model: NetworkModel) {
  const stream = createStream(5, Purpose.prior)
  const x = Float32Array.from({ length: ROWS * model.inputs }, () => normal(stream))
  const share = Float32Array.from({ length: ROWS }, () => uniform(stream))
  // Two shares that sum to one, as cross entropy wants.
  const y = Float32Array.from({ length: ROWS * model.outputs }, (_, k) => (k % 2 === 0 ? (share[k / 2] ?? 0) : 1 - (share[(k - 1) / 2] ?? 0)))
  const randoms = Object.fromEntries([...layerRandoms(model, { seed: 4, batch: ROWS }, 7, 1)])
  return { x, y, randoms }
}

beforeAll(async () => {
  tf.enableProdMode()
  await tf.setBackend('cpu')
})

const cases = [...Object.entries(layers), ...Object.entries(answers), ...activations, ...losses, ...scalings]

describe('a training step', () => {
  it.each(cases)('%s', async (_, item) => {
    const model = modelFor(item)
    const state = stateOf(model)
    const { x, y, randoms } = batchOf(model)
    const recorded = lossGraph(model, ROWS)
    const inputs = { ...state, x, y, ...randoms }
    const plain = await runGraph(recorded, inputs)
    const simple = await runGraph(simplify(recorded), inputs)
    const eager: Record<string, Float32Array> = {}
    tf.tidy(() => {
      const tensors = Object.fromEntries(Object.entries(state).map(([name, vector]) => [name, tf.tensor1d(vector)]))
      const drawn = Object.fromEntries(Object.entries(randoms).map(([name, numbers]) => [name, tf.tensor2d(numbers, [ROWS, numbers.length / ROWS])]))
      const after = lossAndGradient(model, tensors, { x: tf.tensor2d(x, [ROWS, model.inputs]), y: tf.tensor2d(y, [ROWS, model.outputs]), randoms: drawn })
      const results = { loss: after.loss, gradient: after.gradient, ...(after.statistics ? { statisticsAfter: after.statistics } : {}) }
      for (const [name, tensor] of Object.entries(results)) eager[name] = tensor.dataSync<'float32'>()
    })
    expect(Object.keys(eager).toSorted()).toEqual(Object.keys(simple).toSorted())
    for (const [name, expected] of Object.entries(eager)) {
      expect(relativeDifference(plain[name] ?? [], expected), `${name}, recorded`).toBeLessThan(2e-5)
      expect(relativeDifference(simple[name] ?? [], expected), `${name}, simplified`).toBeLessThan(2e-5)
    }
    const doubles = Float64Array.from(state.parameters)
    const lossAt = (index: number, shift: number): number =>
      evaluateLoss(model, { ...state, parameters: doubles.map((value, k) => (k === index ? value + shift : value)) }, { x, y, randoms }, ROWS)
    expect(relativeDifference(simple['loss'] ?? [], [lossAt(0, 0)])).toBeLessThan(1e-5)
    const h = 1e-5
    const differences = Array.from(doubles, (_value, index) => (lossAt(index, h) - lossAt(index, -h)) / (2 * h))
    expect(relativeDifference(simple['gradient'] ?? [], differences)).toBeLessThan(3e-5)
    expect(doubles.length).toBe(parameterCount(model))
    if (!state.statistics) return
    const moved: Record<string, Float64Array> = {}
    evaluateLoss(model, state, { x, y, randoms }, ROWS, (name, value) => void (moved[name] = value))
    const flat = statisticsLayout(model).flatMap(({ name, offset, size }) => Array.from(moved[name] ?? state.statistics?.subarray(offset, offset + size) ?? []))
    expect(relativeDifference(simple['statisticsAfter'] ?? [], flat)).toBeLessThan(1e-5)
  })
})

describe('a reading', () => {
  it.each(cases)('%s', async (_, item) => {
    const model = modelFor(item)
    const state = stateOf(model)
    const { x } = batchOf(model)
    const graph = predictionGraph(model)
    const read = await runGraph(graph, { ...state, x })
    const { value, deviation } = evaluate(model, state, x, ROWS)
    expect(relativeDifference(read['y'] ?? [], value)).toBeLessThan(1e-5)
    expect(read['deviation'] === undefined).toBe(deviation === undefined)
    if (deviation) expect(relativeDifference(read['deviation'] ?? [], deviation)).toBeLessThan(1e-5)
  })

  // Batch statistics are a batch's own in training, so the last case is left out.
  it.each([...losses, ...scalings.slice(0, 2)])('has the loss that training counts: %s', (_, item) => {
    const model = modelFor(item)
    const state = stateOf(model)
    const { x, y } = batchOf(model)
    const trained = evaluateLoss(model, state, { x, y, randoms: {} }, ROWS)
    const read = readingLoss(model, state, y, evaluate(model, state, x, ROWS), ROWS)
    expect(read).toBeCloseTo(trained, 12)
  })
})
