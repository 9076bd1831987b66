/**
 * Where a point lies, as channels of its own: a convolution sees the same everywhere, and cannot know at which frequency it looks. One
 * channel for each axis, from -1 at the first point to 1 at the last, after the channels that are there (R. Liu et al., "An intriguing
 * failing of convolutional neural networks and the CoordConv solution", NeurIPS 2018, arXiv:1807.03247).
 */
import { add, pad, tensor } from '@tensorflow/tfjs-core'
import type { LayerOf } from '../../recipe/layers'
import { fromImages, imageOf, shapeLike, toImages } from './image'
import { NOTHING, channelsOf, volume } from './layer'
import type { Layer, Shape } from './layer'

export function coordinates({ kind }: LayerOf<'coordinates'>, name: string, input: Shape): Layer {
  const image = imageOf(input)
  const { height, width, channels } = image
  const lengths = input.length === 3 ? [height, width] : [width]
  const output = shapeLike(input, { height, width, channels: channels + lengths.length })
  const ramps = rampsOf(lengths, channels)
  const own = rampsOf(lengths, 0)
  return {
    ...NOTHING,
    name,
    kind,
    input,
    output,
    apply: (x) => {
      const places = tensor(Float32Array.from(ramps), [1, height, width, channelsOf(output)])
      return fromImages(add(pad(toImages(x, image), [[0, 0], [0, 0], [0, 0], [0, lengths.length]]), places), output)
    },
    beside: () => tensor(Float32Array.from(own), [1, height, width, lengths.length]),
    evaluate: (x, rows) => {
      const wide = channelsOf(output)
      return Float64Array.from({ length: rows * volume(output) }, (_, index) => {
        const [channel, point] = [index % wide, Math.floor(index / wide)]
        return channel < channels ? (x[point * channels + channel] ?? NaN) : (ramps[index % ramps.length] ?? NaN)
      })
    }
  }
}

/** [...lengths, channels + axes], flat: zeros in the channels that are there, then each axis from -1 to 1; 0 where it has one point. */
function rampsOf(lengths: readonly number[], channels: number): Float64Array {
  const wide = channels + lengths.length
  return Float64Array.from({ length: volume(lengths) * wide }, (_, index) => {
    const axis = (index % wide) - channels
    const length = lengths[axis]
    if (length === undefined || length === 1) return 0
    const along = Math.floor(index / wide / volume(lengths.slice(axis + 1))) % length
    return (2 * along) / (length - 1) - 1
  })
}
