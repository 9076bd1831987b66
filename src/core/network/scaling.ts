/**
 * Inputs and targets on a scale of order one, whatever their units: each number less its centre, over its scale. Both come
 * from simulations of the prior and are kept with the network's running statistics, so that a checkpoint or an exported
 * model needs nothing else to read in units.
 *
 * A centre is the median, and a scale half the distance between the quantiles at 15.87 and 84.13 %, which is a Gaussian's
 * standard deviation and which outliers do not move (Huber, "Robust Statistics" (1981), chapter 5).
 */
import type { Tensor } from '@tensorflow/tfjs-core'
import { add, div, mul, sub } from '@tensorflow/tfjs-core'
import type { ScalingRecipe } from '../recipe/training'
import { channelsOf } from './layers/layer'
import type { Pass, Piece, Shape } from './layers/layer'

export type Scaled = keyof ScalingRecipe

/** Where a normal distribution is one standard deviation from its mean. */
const [LOWER, UPPER] = [0.15865525393145707, 0.8413447460685429]

const centreName = (of: Scaled): string => `${of}.centre`
const scaleName = (of: Scaled): string => `${of}.scale`

/**
 * What a network carries for it: one centre and one scale for each number of a flat list, or for each channel of a curve or a map,
 * so that a picture keeps its shape.
 */
export function scalingPieces(scaling: ScalingRecipe, input: Shape, answer: Shape): readonly Piece[] {
  const pieces = (of: Scaled, size: number): readonly Piece[] =>
    scaling[of] ? [{ name: centreName(of), shape: [size], begin: 0 }, { name: scaleName(of), shape: [size], begin: 1 }] : []
  return [...pieces('inputs', channelsOf(input)), ...pieces('targets', channelsOf(answer))]
}

/** To the network's own scale. */
export function scaled(of: Scaled, value: Tensor, pass: Pick<Pass<Tensor>, 'value'>): Tensor {
  return mul(sub(value, pass.value(centreName(of))), div(1, pass.value(scaleName(of))))
}

/** Back to units. */
export function unscaled(of: Scaled, value: Tensor, pass: Pick<Pass<Tensor>, 'value'>): Tensor {
  return add(widened(of, value, pass), pass.value(centreName(of)))
}

/** Back to units, of a width. */
export function widened(of: Scaled, width: Tensor, pass: Pick<Pass<Tensor>, 'value'>): Tensor {
  return mul(width, pass.value(scaleName(of)))
}

/** A number of a column, with the column's centre and scale. */
type Change = (number: number, centre: number, scale: number) => number

/** @param values [rows, n] flat, n a multiple of the centres' number */
function plain(change: Change): (of: Scaled, values: Float64Array, pass: Pick<Pass<Float64Array>, 'value'>) => Float64Array {
  return (of, values, { value }) => {
    const [centre, scale] = [value(centreName(of)), value(scaleName(of))]
    const columns = centre.length
    return values.map((number, k) => change(number, centre[k % columns] ?? NaN, scale[k % columns] ?? NaN))
  }
}

/** The same in plain double precision. */
export const plainScaling = {
  scaled: plain((number, centre, scale) => (number - centre) / scale),
  unscaled: plain((number, centre, scale) => number * scale + centre),
  widened: plain((width, _, scale) => width * scale),
  narrowed: plain((width, _, scale) => width / scale)
}

/**
 * Centre and scale of every column, by the names of `scalingPieces`.
 * @param values [rows, columns], flat; what is not finite is left out
 */
export function measuredScaling(of: Scaled, values: Float32Array, columns: number): Readonly<Record<string, Float32Array>> {
  const both = Array.from({ length: columns }, (_, column) => centreAndScale(values, column, columns))
  return {
    [centreName(of)]: Float32Array.from(both, ([centre]) => centre),
    [scaleName(of)]: Float32Array.from(both, ([, scale]) => scale)
  }
}

function centreAndScale(values: Float32Array, column: number, columns: number): readonly [centre: number, scale: number] {
  const own = Float32Array.from({ length: values.length / columns }, (_, row) => values[row * columns + column] ?? NaN).filter(Number.isFinite).sort()
  if (own.length === 0) return [0, 1]
  const spread = (quantile(own, UPPER) - quantile(own, LOWER)) / 2
  // Most of the values are one and the same: the few others decide; a constant column is left as wide as it is.
  return [quantile(own, 0.5), spread || deviation(own) || 1]
}

function quantile(sorted: Float32Array, share: number): number {
  const at = share * (sorted.length - 1)
  const [below, above] = [sorted[Math.floor(at)] ?? NaN, sorted[Math.ceil(at)] ?? NaN]
  return below + (at - Math.floor(at)) * (above - below)
}

function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}
