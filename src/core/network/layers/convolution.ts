/**
 * What convolutions in one and two dimensions share. As in every network library the kernel is not turned round:
 *
 *     y[i, c] = activation(b[c] + sum over k, c' of x[i stride + k dilation - before, c'] w[k, c', c])
 *
 * TensorFlow.js knows no gradient of a dilated convolution; a kernel with zeros between its points is the same.
 */
import { add, conv2d, matMul, reshape, split, tensor2d } from '@tensorflow/tfjs-core'
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core'
import type { LayerOf } from '../../recipe/layers'
import { activations } from '../activations'
import { fromImages, imageOf, shapeLike, toImages } from './image'
import type { Image } from './image'
import { NOTHING, channelsOf, refuseShape, volume, weightAndBias } from './layer'
import type { Layer, Pass, Shape } from './layer'

type Recipe = LayerOf<'conv1d'> | LayerOf<'conv2d'>

/** One direction of a convolution. */
interface Direction {
  readonly kernel: number
  readonly stride: number
  readonly dilation: number
  /** Points in and out, and zeros before the first point. */
  readonly length: number
  readonly output: number
  readonly before: number
}

/** 'same' keeps ceil(length / stride) points, with the larger half of the padding behind, as TensorFlow does. */
function direction(length: number, { kernel, stride, dilation, padding }: Omit<Recipe, 'kind'>): Direction {
  const reach = (kernel - 1) * dilation + 1
  const output = padding === 'same' ? Math.ceil(length / stride) : Math.floor((length - reach) / stride) + 1
  const padded = padding === 'same' ? Math.max(0, (output - 1) * stride + reach - length) : 0
  return { kernel, stride, dilation, length, output, before: Math.floor(padded / 2) }
}

/** A direction that a curve does not have. */
const FLAT: Direction = { kernel: 1, stride: 1, dilation: 1, length: 1, output: 1, before: 0 }

interface Convolution {
  readonly image: Image
  readonly down: Direction
  readonly across: Direction
  readonly channels: number
}

export function convolution(recipe: Recipe, name: string, input: Shape): Layer {
  const { kind, channels, kernel, padding, activation } = recipe
  const image = imageOf(input)
  const across = direction(image.width, recipe)
  const down = kind === 'conv2d' ? direction(image.height, recipe) : FLAT
  if (across.output < 1 || down.output < 1) {
    refuseShape(name, input, `its kernel of ${kernel} points is longer`, 'Take a smaller kernel or dilation, or the padding "same".')
  }
  const shape = [...(kind === 'conv2d' ? [kernel] : []), kernel, image.channels, channels]
  const output = shapeLike(input, { height: down.output, width: across.output, channels })
  const points = down.kernel * across.kernel
  const { apply, evaluate } = activations[activation]
  const geometry = { image, down, across, channels }
  const filterOf = (pass: Pass<Tensor>): Tensor4D => withZeros(pass.value(`${name}.weight`), geometry)
  const convolve = (images: Tensor, filter: Tensor): Tensor =>
    conv2d(images as Tensor4D, filter as Tensor4D, [down.stride, across.stride], padding)
  return {
    ...NOTHING,
    name,
    kind,
    input,
    output,
    parameters: weightAndBias(name, shape, { fanIn: points * image.channels, fanOut: points * channels, columns: channels }),
    apply: (x, pass) => {
      const y = convolve(toImages(x, image), filterOf(pass))
      return fromImages(apply(add(y, pass.value(`${name}.bias`))), output)
    },
    applyBeside: (x, beside, pass) => {
      const added = channelsOf(beside.shape)
      const own = { ...image, channels: image.channels - added }
      const [mine, same] = split(filterOf(pass), [own.channels, added], 2)
      const all = add(convolve(beside, same), pass.value(`${name}.bias`))
      return fromImages(apply(add(convolve(toImages(x, own), mine), all)), output)
    },
    evaluate: (x, rows, pass) => evaluateConvolution(geometry, name, x, rows, pass).map(evaluate)
  }
}

/** The kernel with dilation - 1 zeros between its points [height, width, channels in, channels out]. */
function withZeros(weight: Tensor, { image, down, across, channels }: Convolution): Tensor4D {
  const [height, width] = [(down.kernel - 1) * down.dilation + 1, (across.kernel - 1) * across.dilation + 1]
  const points = down.kernel * across.kernel
  const shape: [number, number, number, number] = [height, width, image.channels, channels]
  if (height * width === points) return reshape(weight, shape)
  const places = new Float32Array(height * width * points)
  for (let point = 0; point < points; point++) {
    const [row, column] = [Math.floor(point / across.kernel) * down.dilation, (point % across.kernel) * across.dilation]
    places[(row * width + column) * points + point] = 1
  }
  const spread = tensor2d(places, [height * width, points])
  return reshape(matMul(spread, reshape(weight, [points, image.channels * channels])), shape)
}

/** Before the activation. Channels out are the innermost loop, since weights and outputs lie side by side along them. */
function evaluateConvolution({ image, down, across, channels }: Convolution, name: string, x: Float64Array, rows: number, { value }: Pass<Float64Array>): Float64Array {
  const weight = value(`${name}.weight`)
  const bias = value(`${name}.bias`)
  const size = volume([image.height, image.width, image.channels])
  const points = down.output * across.output
  const y = new Float64Array(rows * points * channels)
  for (let point = 0; point < rows * points; point++) {
    const [line, column] = [Math.floor((point % points) / across.output), point % across.output]
    const own = y.subarray(point * channels, (point + 1) * channels)
    own.set(bias)
    for (let p = 0; p < down.kernel; p++) {
      for (let q = 0; q < across.kernel; q++) {
        const [i, j] = [place(line, p, down), place(column, q, across)]
        if (i < 0 || j < 0 || i >= image.height || j >= image.width) continue
        const from = Math.floor(point / points) * size + (i * image.width + j) * image.channels
        const first = (p * across.kernel + q) * image.channels * channels
        addProducts(own, x.subarray(from, from + image.channels), weight, first)
      }
    }
  }
  return y
}

/** y += x W, W [x, y] from `first` on. */
function addProducts(y: Float64Array, x: Float64Array, weight: Float64Array, first: number): void {
  const width = y.length
  for (let c = 0; c < x.length; c++) {
    const value = x[c] as number
    const row = first + c * width
    for (let k = 0; k < width; k++) y[k] = (y[k] as number) + value * (weight[row + k] as number)
  }
}

/** The point of the input that a point of the kernel sees. */
function place(output: number, point: number, { stride, dilation, before }: Direction): number {
  return output * stride + point * dilation - before
}
