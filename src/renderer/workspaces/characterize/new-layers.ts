/** What a layer is when it is added in the window, and the numbers of it that a person may change. */
import type { Activation, LayerRecipe } from '../../../core/recipe/layers'

const convolution = { channels: 16, kernel: 3, stride: 1, padding: 'same', activation: 'relu' } as const

export const newLayers: { readonly [Kind in LayerRecipe['kind']]: Extract<LayerRecipe, { kind: Kind }> } = {
  dense: { kind: 'dense', units: 50, activation: 'tanh' },
  conv1d: { kind: 'conv1d', ...convolution, dilation: 1 },
  conv2d: { kind: 'conv2d', ...convolution, dilation: 1 },
  'conv-transpose': { kind: 'conv-transpose', ...convolution, stride: 2 },
  pool: { kind: 'pool', of: 'max', size: 2 },
  'global-pool': { kind: 'global-pool', of: 'mean' },
  upsample: { kind: 'upsample', factor: 2 },
  flatten: { kind: 'flatten' },
  'batch-norm': { kind: 'batch-norm', momentum: 0.1, epsilon: 0.001 },
  'layer-norm': { kind: 'layer-norm', epsilon: 0.001 },
  dropout: { kind: 'dropout', rate: 0.1 },
  activation: { kind: 'activation', activation: 'relu' },
  residual: { kind: 'residual', layers: [{ kind: 'dense', units: 50, activation: 'tanh' }], activation: 'linear' }
}

export const KINDS = Object.keys(newLayers) as readonly LayerRecipe['kind'][]
export const ACTIVATIONS: readonly Activation[] = ['linear', 'tanh', 'relu', 'leaky-relu', 'gelu', 'silu', 'softplus', 'sigmoid']

/** Fields of a layer that are numbers, in the recipe's order; a share or an epsilon is no whole number. */
export function numbersOf(layer: LayerRecipe): { readonly name: string; readonly value: number; readonly whole: boolean }[] {
  return Object.entries(layer).flatMap(([name, value]) =>
    typeof value === 'number' ? [{ name, value, whole: !['rate', 'momentum', 'epsilon'].includes(name) }] : []
  )
}

/** Fields that are a choice among words. */
export function choicesOf(layer: LayerRecipe): { readonly name: string; readonly value: string; readonly among: readonly string[] }[] {
  const among: Readonly<Record<string, readonly string[]>> = { activation: ACTIVATIONS, padding: ['valid', 'same'], of: ['max', 'mean'] }
  return Object.entries(layer).flatMap(([name, value]) => {
    const words = among[name]
    return words && typeof value === 'string' ? [{ name, value, among: words }] : []
  })
}
