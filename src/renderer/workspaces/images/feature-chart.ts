/** One channel of a layer as a chart, and the kernels that make it. */
import type { Insides } from '../../../core/network/evaluate'
import type { Layer } from '../../../core/network/layers/layer'
import type { LayerRecipe } from '../../../core/recipe/layers'
import { formatNumber } from '../../../core/numbers/format'
import { heatRange } from '../../charts/heat'
import type { Chart, Range } from '../../charts/model'
import { mapChart } from '../../recipe/map-charts'
import { rangeOf } from './layer-pictures'

/** Rows and columns are counted as the layer has them, from 1. */
export function featureChart({ layer, output }: Insides['layers'][number], recipe: LayerRecipe, index: number, channel: number): Chart {
  const [rows = 1, columns = 1, channels = 1] = layer.output
  const values = Float64Array.from({ length: rows * columns }, (_, cell) => output[cell * channels + channel] ?? NaN)
  const axis = (name: string, count: number) => ({ name, unit: '', count, from: 1, to: count })
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const chart = mapChart({
    title: `Layer ${index + 1}, channel ${channel + 1}`,
    note: `${rows} × ${columns}, from ${formatNumber(low, 3)} to ${formatNumber(high, 3)}`,
    axes: [axis('row', rows), axis('column', columns)],
    values,
    quantity: 'output',
    scale: 'diverging',
    range: rangeOf(output, recipe)
  })
  return { ...chart, x: { ...chart.x, isCount: true }, y: { ...chart.y, isCount: true } }
}

export interface OneKernel {
  readonly size: number
  /** Channels before, a small picture for each. */
  readonly count: number
  readonly across: number
  readonly at: (from: number, row: number, column: number) => number
  readonly range: Range
  readonly bias: number
}

/** Of a convolution of maps: what one of its channels is made with; weight [size, size, channels in, channels out]. */
export function kernelOver({ kind, name, parameters }: Layer, channel: number, value: (name: string) => Float64Array): OneKernel | null {
  const weight = parameters.find((piece) => piece.name === `${name}.weight`)
  if (kind !== 'conv2d' || !weight) return null
  const [size = 1, , from = 1, out = 1] = weight.shape
  const values = value(weight.name)
  const at = (picture: number, row: number, column: number): number => values[((row * size + column) * from + picture) * out + channel] ?? NaN
  return { size, count: from, across: Math.min(from, Math.ceil(Math.sqrt(from))), at, range: heatRange([values], 'diverging'), bias: value(`${name}.bias`)[channel] ?? NaN }
}
