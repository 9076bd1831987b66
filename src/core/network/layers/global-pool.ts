/** The largest value or the mean of each channel over the whole curve or map. */
import { max, mul, sum } from '@tensorflow/tfjs-core'
import { most } from '../../numbers/extremes'
import type { LayerOf } from '../../recipe/layers'
import { NOTHING, channelsOf, refuseShape, volume } from './layer'
import type { Layer, Shape } from './layer'

export function globalPool({ kind, of }: LayerOf<'global-pool'>, name: string, input: Shape): Layer {
  if (input.length < 2) refuseShape(name, input, 'there are no channels to pool over', 'Put a convolution before it, or leave it out.')
  const channels = channelsOf(input)
  const points = volume(input) / channels
  const axes = input.slice(1).map((_, axis) => axis + 1)
  return {
    ...NOTHING,
    name,
    kind,
    input,
    output: [channels],
    apply: (x) => (of === 'max' ? max(x, axes) : mul(sum(x, axes), 1 / points)),
    evaluate: (x, rows) =>
      Float64Array.from({ length: rows * channels }, (_, index) => {
        const begin = Math.floor(index / channels) * points * channels + (index % channels)
        const values = Array.from({ length: points }, (_point, k) => x[begin + k * channels] ?? NaN)
        return of === 'max' ? most(values) : values.reduce((total, value) => total + value, 0) / points
      })
  }
}
