import bundled from '../../../resources/recipes/duffing-curve.json'
import { simulationRecipeSchema } from '../../../src/core/recipe/schema'

/** Batch normalisation, dropout, pooling, AdamW with warm-up, clipping and averaging, and a predicted width. */
export const convolutional = simulationRecipeSchema.parse({
  ...bundled,
  observation: { ...bundled.observation, bins: 30 },
  network: {
    layers: [
      { kind: 'conv1d', channels: 6, kernel: 5, stride: 2, dilation: 1, padding: 'same', activation: 'linear' },
      { kind: 'batch-norm', momentum: 0.1, epsilon: 1e-3 },
      { kind: 'activation', activation: 'gelu' },
      { kind: 'pool', of: 'mean', size: 2 },
      { kind: 'conv1d', channels: 4, kernel: 3, stride: 1, dilation: 2, padding: 'same', activation: 'silu' },
      { kind: 'flatten' },
      { kind: 'dropout', rate: 0.2 },
      { kind: 'dense', units: 10, activation: 'tanh' }
    ],
    initialiser: 'glorot-uniform'
  },
  training: {
    ...bundled.training,
    loss: { kind: 'gaussian' },
    batch: 8,
    batches: 100,
    optimiser: { kind: 'adamw', learningRate: 0.003, beta1: 0.9, beta2: 0.999, epsilon: 1e-4, weightDecay: 0.01 },
    schedule: { kind: 'exponential', final: 0.1 },
    warmUp: 10,
    clip: 1,
    averaging: { decay: 0.9 }
  }
})
