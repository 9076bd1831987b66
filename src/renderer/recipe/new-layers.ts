/** The layers in words, what each begins with when it is added in the window, and what of it may be changed. */
import { activationSchema, type LayerOf, type LayerRecipe } from '../../core/recipe/layers'

type Kind = LayerRecipe['kind']

const convolution = { channels: 16, kernel: 3, stride: 1, padding: 'same', activation: 'relu' } as const

const BEGUN: { readonly [One in Kind]: LayerOf<One> } = {
  dense: { kind: 'dense', units: 50, activation: 'tanh' },
  conv1d: { kind: 'conv1d', ...convolution, dilation: 1 },
  conv2d: { kind: 'conv2d', ...convolution, dilation: 1 },
  'conv-transpose': { kind: 'conv-transpose', ...convolution, stride: 2 },
  pool: { kind: 'pool', of: 'max', size: 2 },
  'global-pool': { kind: 'global-pool', of: 'mean' },
  upsample: { kind: 'upsample', factor: 2 },
  coordinates: { kind: 'coordinates' },
  flatten: { kind: 'flatten' },
  'batch-norm': { kind: 'batch-norm', momentum: 0.1, epsilon: 0.001 },
  'layer-norm': { kind: 'layer-norm', epsilon: 0.001 },
  dropout: { kind: 'dropout', rate: 0.1 },
  noise: { kind: 'noise', deviation: 0.05 },
  activation: { kind: 'activation', activation: 'relu' },
  residual: { kind: 'residual', layers: [{ kind: 'dense', units: 50, activation: 'tanh' }], activation: 'linear' },
  skip: { kind: 'skip', layers: [{ kind: 'pool', of: 'max', size: 2 }, { kind: 'conv2d', ...convolution, dilation: 1 }, { kind: 'upsample', factor: 2 }] }
}

export const LAYERS: Readonly<Record<Kind, { readonly name: string; readonly meaning: string }>> = {
  dense: { name: 'dense', meaning: 'every number with every other' },
  conv1d: { name: 'convolution, curve', meaning: 'the same small kernel along a curve' },
  conv2d: { name: 'convolution, map', meaning: 'the same small kernel over a map' },
  'conv-transpose': { name: 'transposed convolution', meaning: 'a convolution that makes a curve or a map longer' },
  pool: { name: 'pooling', meaning: 'one number for each window' },
  'global-pool': { name: 'global pooling', meaning: 'one number for each channel' },
  upsample: { name: 'upsampling', meaning: 'every value repeated' },
  coordinates: { name: 'coordinates', meaning: 'where each point lies, as channels from -1 to 1 for the convolutions behind' },
  flatten: { name: 'flatten', meaning: 'a curve or a map as a plain list' },
  'batch-norm': { name: 'batch normalisation', meaning: 'each channel on a scale of one, by the batch' },
  'layer-norm': { name: 'layer normalisation', meaning: 'each sample on a scale of one' },
  dropout: { name: 'dropout', meaning: 'a share of the values silenced in training, against learning by heart' },
  noise: { name: 'noise', meaning: 'noise drawn anew at every training step, against learning by heart' },
  activation: { name: 'activation', meaning: 'a bent line by itself' },
  residual: { name: 'residual block', meaning: 'what its layers make is added to what they are given' },
  skip: { name: 'skip block', meaning: 'what its layers make stands beside what they are given, as more channels' }
}

export const KINDS = Object.keys(LAYERS) as readonly Kind[]

/** Numbers that both kinds have, and the activation, stay what they were. */
export function newLayer(kind: Kind, before?: LayerRecipe): LayerRecipe {
  const begun = BEGUN[kind]
  const shared = Object.entries(before ?? {}).filter(([name]) => name in begun && !['kind', 'layers', 'epsilon'].includes(name))
  return structuredClone({ ...begun, ...Object.fromEntries(shared) })
}

interface LayerNumber {
  readonly name: string
  readonly words: string
  readonly value: number
  readonly whole: boolean
}

const NUMBERS: Readonly<Record<string, { readonly words: string; readonly whole: boolean }>> = {
  units: { words: 'units', whole: true },
  channels: { words: 'channels', whole: true },
  kernel: { words: 'kernel', whole: true },
  stride: { words: 'stride', whole: true },
  dilation: { words: 'dilation', whole: true },
  size: { words: 'window', whole: true },
  factor: { words: 'times', whole: true },
  momentum: { words: 'weight of a batch', whole: false },
  epsilon: { words: 'epsilon', whole: false },
  rate: { words: 'share', whole: false },
  deviation: { words: 'standard deviation', whole: false }
}

/** Fields of a layer that are numbers, in the recipe's order. */
export function numbersOf(layer: LayerRecipe): readonly LayerNumber[] {
  return Object.entries(layer).flatMap(([name, value]) => {
    const known = NUMBERS[name]
    return known && typeof value === 'number' ? [{ name, value, ...known }] : []
  })
}

const CHOICES: Readonly<Record<string, readonly string[]>> = { activation: activationSchema.options, padding: ['valid', 'same'], of: ['max', 'mean'] }

interface LayerChoice {
  readonly name: string
  readonly value: string
  readonly among: readonly string[]
}

/** Fields that are a choice among words. */
export function choicesOf(layer: LayerRecipe): readonly LayerChoice[] {
  return Object.entries(layer).flatMap(([name, value]) => {
    const among = CHOICES[name]
    return among && typeof value === 'string' ? [{ name, value, among }] : []
  })
}

/** 'dense 100, dense 50', 'conv1d 16, pool, flatten': the list at a glance. */
export function layersInWords(layers: readonly LayerRecipe[]): string {
  return layers.map((layer) => [layer.kind, 'units' in layer ? layer.units : 'channels' in layer ? layer.channels : ''].filter(Boolean).join(' ')).join(', ')
}
