/** A layer's kernels and what it gives, as small pictures. */
import type { Layer } from '../../../core/network/layers/layer'
import type { LayerRecipe } from '../../../core/recipe/layers'
import { heatRange } from '../../charts/heat'
import type { Range } from '../../charts/model'

export interface Pictures {
  readonly rows: number
  readonly columns: number
  readonly count: number
  readonly across: number
  readonly at: (picture: number, row: number, column: number) => number
  readonly range: Range
}

/** Channels beyond which they are too small to be seen. */
const MOST_CHANNELS = 64

/** Of a map its channels, of a curve a line for each channel, of a list one picture with its numbers in lines. */
export function picturesOf({ layer, output }: { readonly layer: Layer; readonly output: Float64Array }, recipe: LayerRecipe): Pictures {
  const [a = 1, b = 1, c = 1] = layer.output
  const range = rangeOf(output, recipe)
  if (layer.output.length === 3) {
    const count = Math.min(c, MOST_CHANNELS)
    return { rows: a, columns: b, count, across: acrossOf(count), at: (picture, row, column) => output[(row * b + column) * c + picture] ?? NaN, range }
  }
  if (layer.output.length === 2) {
    const rows = Math.min(b, MOST_CHANNELS)
    return { rows, columns: a, count: 1, across: 1, at: (_, row, column) => output[column * b + row] ?? NaN, range }
  }
  const columns = a > 100 ? Math.ceil(Math.sqrt(a)) : Math.min(a, 10)
  return { rows: Math.ceil(a / columns), columns, count: 1, across: 1, at: (_, row, column) => output[row * columns + column] ?? NaN, range }
}

/** Close to a square, and six side by side at most. */
function acrossOf(count: number): number {
  return count <= 3 ? count : Math.min(6, Math.ceil(Math.sqrt(count)))
}

/** What an activation bounds has its bounds, so that colours do not jump while it trains. */
export function rangeOf(output: Float64Array, recipe: LayerRecipe): Range {
  const isBounded = 'activation' in recipe && (recipe.activation === 'tanh' || recipe.activation === 'sigmoid')
  return isBounded ? [-1, 1] : heatRange([output], 'diverging')
}

export interface Kernels {
  readonly words: string
  readonly size: number
  readonly count: number
  readonly at: (kernel: number, row: number, column: number) => number
  readonly range: Range
}

/** Input channels up to which every kernel is shown; of more, those over one of them. */
const FEW = 3

/** Channels before a convolution of maps among which one is chosen; 0 where all are shown, or there are no kernels. */
export function channelsToChoose({ kind, name, parameters }: Layer): number {
  const channels = parameters.find((piece) => piece.name === `${name}.weight`)?.shape[2] ?? 0
  return kind === 'conv2d' && channels > FEW ? channels : 0
}

/**
 * The kernels of a convolution, channel by channel, on one scale; of other layers none.
 * @param chosen which channel before it, where there are more than a few
 */
export function kernelsOf({ kind, name, parameters }: Layer, value: (name: string) => Float64Array, chosen = 0): readonly Kernels[] {
  const weight = parameters.find((piece) => piece.name === `${name}.weight`)
  if (kind !== 'conv2d' || !weight) return []
  const [size = 1, , channels = 1, count = 1] = weight.shape
  const values = value(weight.name)
  const range = heatRange([values], 'diverging')
  const shown = channels > FEW ? [Math.min(chosen, channels - 1)] : [...Array(channels).keys()]
  return shown.map((channel) => ({
    words: channels === 1 ? 'Kernels' : `Kernels over channel ${channel + 1}`,
    size,
    count,
    at: (kernel, row, column) => values[((row * size + column) * channels + channel) * count + kernel] ?? NaN,
    range
  }))
}

/** '30 channels, 3 × 3, stride 2, tanh': what of a layer is worth a word on its block. */
export function layerInWords(layer: LayerRecipe): string {
  const words: string[] = []
  if ('channels' in layer) words.push(`${layer.channels} channels`)
  if ('units' in layer) words.push(`${layer.units} units`)
  if ('kernel' in layer) words.push(layer.kind === 'conv1d' ? `kernel ${layer.kernel}` : `${layer.kernel} × ${layer.kernel}`)
  if ('stride' in layer && layer.stride > 1) words.push(`stride ${layer.stride}`)
  if ('padding' in layer && layer.padding === 'same') words.push('padded')
  if ('of' in layer) words.push(layer.of)
  if (layer.kind === 'pool') words.push(`${layer.size} × ${layer.size}`)
  if (layer.kind === 'dropout') words.push(`${layer.rate}`)
  if (layer.kind === 'upsample') words.push(`${layer.factor} times`)
  if ('activation' in layer) words.push(layer.activation)
  return words.join(', ')
}
