/** Networks with every kind of operation in them, their parameters drawn at random. */
import { readFileSync } from 'node:fs'
import { networkModel } from '../../../../src/core/network/model'
import { readingLayout } from '../../../../src/core/network/reading'
import { statisticsLayout } from '../../../../src/core/network/parameters'
import { readRecipe } from '../../../../src/core/recipe/migrate'
import { portsOf } from '../../../../src/core/recipe/ports'
import { Purpose } from '../../../../src/core/random/purpose'
import { createStream, normal, uniform } from '../../../../src/core/random/stream'
import type { Activation, LayerOf, LayerRecipe } from '../../../../src/core/recipe/layers'
import type { FunctionRecipe } from '../../../../src/core/recipe/schema'
import type { LossRecipe } from '../../../../src/core/recipe/training'

const dense = (units: number, activation: Activation): LayerOf<'dense'> => ({ kind: 'dense', units, activation })

export const NETWORKS: Readonly<Record<string, { readonly layers: readonly LayerRecipe[]; readonly loss: LossRecipe['kind']; readonly scaled: boolean }>> = {
  tanh: { layers: [dense(5, 'tanh'), dense(4, 'tanh')], loss: 'squared', scaled: false },
  'every smooth activation': { layers: (['gelu', 'silu', 'softplus', 'sigmoid'] as const).map((activation) => dense(5, activation)), loss: 'absolute', scaled: true },
  bends: { layers: [dense(6, 'relu'), dense(5, 'leaky-relu')], loss: 'squared', scaled: true },
  normalised: {
    layers: [dense(5, 'linear'), { kind: 'batch-norm', momentum: 0.1, epsilon: 1e-3 }, { kind: 'activation', activation: 'tanh' }, { kind: 'layer-norm', epsilon: 1e-3 }, { kind: 'dropout', rate: 0.2 }],
    loss: 'squared',
    scaled: true
  },
  residual: { layers: [dense(4, 'tanh'), { kind: 'residual', layers: [dense(6, 'tanh'), dense(4, 'linear')], activation: 'silu' }], loss: 'gaussian', scaled: true },
  'along a curve': {
    layers: [
      { kind: 'upsample', factor: 4 },
      { kind: 'conv1d', channels: 3, kernel: 3, stride: 1, padding: 'same', dilation: 1, activation: 'tanh' },
      { kind: 'batch-norm', momentum: 0.1, epsilon: 1e-3 },
      { kind: 'coordinates' },
      { kind: 'residual', layers: [{ kind: 'conv1d', channels: 4, kernel: 3, stride: 1, padding: 'same', dilation: 2, activation: 'linear' }], activation: 'silu' },
      { kind: 'conv-transpose', channels: 2, kernel: 2, stride: 2, padding: 'same', activation: 'tanh' },
      { kind: 'pool', of: 'mean', size: 2 },
      { kind: 'noise', deviation: 0.3 },
      { kind: 'flatten' },
      dense(4, 'tanh')
    ],
    loss: 'squared',
    scaled: true
  },
  'averaged over a curve': {
    layers: [{ kind: 'conv1d', channels: 5, kernel: 2, stride: 1, padding: 'same', dilation: 1, activation: 'tanh' }, { kind: 'global-pool', of: 'mean' }],
    loss: 'squared',
    scaled: false
  },
  classes: { layers: [dense(5, 'tanh')], loss: 'cross-entropy', scaled: false }
}

/** Two inputs, two targets. */
export function recipeOf(name: string): FunctionRecipe {
  const curve = readRecipe(JSON.parse(readFileSync('resources/recipes/curve-fit.json', 'utf8')))
  const wanted = NETWORKS[name]
  if (curve.kind !== 'function' || !wanted) throw new Error('no such network')
  const input = { kind: 'uniform', unit: '', low: -1, high: 1 } as const
  const loss = { kind: wanted.loss } as LossRecipe
  return {
    ...curve,
    function: { ...curve.function, inputs: [{ ...input, name: 'p' }, { ...input, name: 'q' }], outputs: ['F', 'G'].map((output) => ({ name: output, unit: '', formula: 'p*q' })) },
    network: { ...curve.network, layers: [...wanted.layers] },
    training: { ...curve.training, loss, scaling: { inputs: wanted.scaled, targets: wanted.scaled } }
  }
}

/** Random parameters; variances and scales positive. */
export function vectorsOf(recipe: FunctionRecipe): Record<string, Float32Array> {
  const { network, training } = recipe
  const { shape, targets } = portsOf(recipe)
  const model = networkModel({ input: shape, answer: [targets.length], layers: network.layers, loss: training.loss, scaling: training.scaling })
  const stream = createStream(7, Purpose.sampleNoise)
  const vectors = Object.fromEntries(readingLayout(model).map(({ name, size }) => [name, Float32Array.from({ length: size }, () => 0.7 * normal(stream))]))
  for (const { name, offset, size } of statisticsLayout(model)) {
    if (/variance|scale/.test(name)) vectors['statistics']?.set(Float32Array.from({ length: size }, () => 0.5 + uniform(stream)), offset)
  }
  return vectors
}

/** [rows, 2] within -2 and 2. */
export function pointsOf(rows: number): Float64Array {
  const stream = createStream(8, Purpose.samplePrior)
  return Float64Array.from({ length: 2 * rows }, () => 4 * uniform(stream) - 2)
}
