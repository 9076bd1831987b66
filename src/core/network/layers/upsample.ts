/** Each value repeated along the curve, or along both sides of the map: the nearest neighbour on a finer grid. */
import { mul, ones, reshape } from '@tensorflow/tfjs-core'
import type { LayerOf } from '../../recipe/layers'
import { fromImages, imageOf, shapeLike } from './image'
import { NOTHING, batchOf, volume } from './layer'
import type { Layer, Shape } from './layer'

export function upsample({ kind, factor }: LayerOf<'upsample'>, name: string, input: Shape): Layer {
  const { height, width, channels } = imageOf(input)
  const [high, wide] = [input.length === 3 ? factor : 1, factor]
  const output = shapeLike(input, { height: height * high, width: width * wide, channels })
  return {
    ...NOTHING,
    name,
    kind,
    input,
    output,
    apply: (x) => {
      const batch = batchOf(x)
      const repeated = mul(reshape(x, [batch, height, 1, width, 1, channels]), ones([1, 1, high, 1, wide, 1]))
      return fromImages(reshape(repeated, [batch, height * high, width * wide, channels]), output)
    },
    evaluate: (x, rows) =>
      Float64Array.from({ length: rows * volume(output) }, (_, index) => {
        const [channel, pixel] = [index % channels, Math.floor(index / channels)]
        const column = Math.floor((pixel % (width * wide)) / wide)
        const line = Math.floor((Math.floor(pixel / (width * wide)) % (height * high)) / high)
        const row = Math.floor(pixel / (width * wide * height * high))
        return x[((row * height + line) * width + column) * channels + channel] ?? NaN
      })
  }
}
