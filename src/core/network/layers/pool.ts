/**
 * The largest value or the mean of neighbouring windows, which do not overlap. Where several values are the largest, each
 * takes the gradient.
 */
import { max, mul, reshape, slice, sum } from '@tensorflow/tfjs-core'
import type { LayerOf } from '../../recipe/layers'
import { fromImages, imageOf, shapeLike, toImages } from './image'
import type { Image } from './image'
import { NOTHING, batchOf, refuseShape, volume } from './layer'
import type { Layer, Shape } from './layer'

export function pool({ kind, of, size }: LayerOf<'pool'>, name: string, input: Shape): Layer {
  const image = imageOf(input)
  const [high, wide] = [input.length === 3 ? size : 1, size]
  const made: Image = { height: Math.floor(image.height / high), width: Math.floor(image.width / wide), channels: image.channels }
  if (made.height < 1 || made.width < 1) refuseShape(name, input, `its windows of ${size} points are larger`, 'Take smaller windows.')
  const output = shapeLike(input, made)
  const { height, width, channels } = made
  return {
    ...NOTHING,
    name,
    kind,
    input,
    output,
    apply: (x) => {
      const images = toImages(x, image)
      const whole = height * high === image.height && width * wide === image.width
      const kept = whole ? images : slice(images, [0, 0, 0, 0], [batchOf(x), height * high, width * wide, channels])
      const windows = reshape(kept, [batchOf(x), height, high, width, wide, channels])
      const pooled = of === 'max' ? max(windows, [2, 4]) : mul(sum(windows, [2, 4]), 1 / (high * wide))
      return fromImages(pooled, output)
    },
    evaluate: (x, rows) => {
      const from = volume([image.height, image.width, channels])
      return Float64Array.from({ length: rows * volume(output) }, (_, index) => {
        const [channel, pixel] = [index % channels, Math.floor(index / channels)]
        const [column, line, row] = [pixel % width, Math.floor(pixel / width) % height, Math.floor(pixel / width / height)]
        const values = Array.from({ length: high * wide }, (_window, k) => {
          const [i, j] = [line * high + Math.floor(k / wide), column * wide + (k % wide)]
          return x[row * from + (i * image.width + j) * channels + channel] ?? NaN
        })
        return of === 'max' ? Math.max(...values) : values.reduce((total, value) => total + value, 0) / values.length
      })
    }
  }
}
