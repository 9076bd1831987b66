/**
 * The transpose of a convolution, along a curve or over a map: each point is spread over `kernel` points, `stride` apart,
 *
 *     y[i, c] = activation(b[c] + sum over j, k with j stride + k - before = i, and c', of x[j, c'] w[k, c, c'])
 *
 * Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", arXiv:1603.07285, chapter 4.
 */
import { add, conv2dTranspose, reshape } from '@tensorflow/tfjs-core'
import type { Tensor4D } from '@tensorflow/tfjs-core'
import type { LayerOf } from '../../recipe/layers'
import { activations } from '../activations'
import { fromImages, imageOf, shapeLike, toImages } from './image'
import type { Image } from './image'
import { NOTHING, batchOf, volume } from './layer'
import type { Layer, Pass, Shape } from './layer'

type Recipe = LayerOf<'conv-transpose'>

interface Direction {
  readonly kernel: number
  readonly stride: number
  readonly length: number
  readonly output: number
  readonly before: number
}

/** 'same' makes exactly stride x length points, 'valid' all that the kernel reaches. */
function direction(length: number, { kernel, stride, padding }: Recipe): Direction {
  const output = padding === 'same' ? length * stride : (length - 1) * stride + kernel
  const padded = padding === 'same' ? Math.max(0, kernel - stride) : 0
  return { kernel, stride, length, output, before: Math.floor(padded / 2) }
}

/** Points of the input that a point of the output is the sum over, on the average of those that are reached. */
function reached({ kernel, stride }: Direction): number {
  return Math.max(1, kernel / stride)
}

export function convTranspose(recipe: Recipe, name: string, input: Shape): Layer {
  const { kind, channels, kernel, padding, activation } = recipe
  const image = imageOf(input)
  const isMap = input.length === 3
  const across = direction(image.width, recipe)
  const down = isMap ? direction(image.height, recipe) : { kernel: 1, stride: 1, length: 1, output: 1, before: 0 }
  const made: Image = { height: down.output, width: across.output, channels }
  const points = down.kernel * across.kernel
  // A point of the output is reached by every stride-th point of the kernel alone.
  const fanIn = image.channels * reached(down) * reached(across)
  const first = { fanIn, fanOut: points * channels, columns: image.channels }
  const output = shapeLike(input, made)
  const { apply, evaluate } = activations[activation]
  return {
    ...NOTHING,
    name,
    kind,
    input,
    output,
    parameters: [
      { name: `${name}.weight`, shape: [...(isMap ? [kernel] : []), kernel, channels, image.channels], begin: first },
      { name: `${name}.bias`, shape: [channels], begin: 0 }
    ],
    apply: (x, { value }) => {
      const filter: Tensor4D = reshape(value(`${name}.weight`), [down.kernel, across.kernel, channels, image.channels])
      const shape: [number, number, number, number] = [batchOf(x), made.height, made.width, channels]
      const y = conv2dTranspose(toImages(x, image) as Tensor4D, filter, shape, [down.stride, across.stride], padding)
      return fromImages(apply(add(y, value(`${name}.bias`))), output)
    },
    evaluate: (x, rows, pass) => spread({ image, made, down, across }, name, x, rows, pass).map(evaluate)
  }
}

interface Geometry {
  readonly image: Image
  readonly made: Image
  readonly down: Direction
  readonly across: Direction
}

/** Before the activation. */
function spread({ image, made, down, across }: Geometry, name: string, x: Float64Array, rows: number, { value }: Pass<Float64Array>): Float64Array {
  const weight = value(`${name}.weight`)
  const bias = value(`${name}.bias`)
  const size = volume([made.height, made.width, made.channels])
  const y = Float64Array.from({ length: rows * size }, (_, index) => bias[index % made.channels] ?? NaN)
  x.forEach((number, index) => {
    const channel = index % image.channels
    const column = Math.floor(index / image.channels) % image.width
    const line = Math.floor(index / image.channels / image.width) % image.height
    const row = Math.floor(index / image.channels / image.width / image.height)
    for (let p = 0; p < down.kernel; p++) {
      for (let q = 0; q < across.kernel; q++) {
        const [i, j] = [line * down.stride + p - down.before, column * across.stride + q - across.before]
        if (i < 0 || j < 0 || i >= made.height || j >= made.width) continue
        for (let c = 0; c < made.channels; c++) {
          const at = row * size + (i * made.width + j) * made.channels + c
          const point = ((p * across.kernel + q) * made.channels + c) * image.channels + channel
          y[at] = (y[at] ?? NaN) + number * (weight[point] ?? NaN)
        }
      }
    }
  })
  return y
}
