/**
 * Convolutions [batch, height, width, channels] and their gradients as matrix products: one row for each point of the output
 * holds all that the kernel sees there (Chellapilla, Puri and Simard, "High performance convolutional neural networks for
 * document processing", 2006). The rows are gathered once, for the output and for the kernel's gradient alike.
 */
import { Conv2D, Conv2DBackpropFilter, Conv2DBackpropInput, backend_util } from '@tensorflow/tfjs-core'
import type {
  Conv2DAttrs,
  Conv2DBackpropFilterAttrs,
  Conv2DBackpropInputAttrs,
  TensorInfo
} from '@tensorflow/tfjs-core'
import type { RecordingBackend } from './backend'
import { kernel, node } from './kernel'
import { writeConstant, writeIntegers } from './tape'

type Info = backend_util.Conv2DInfo
type Attrs = Pick<Conv2DAttrs, 'strides' | 'pad' | 'dataFormat'>
type Shape4 = [number, number, number, number]

function infoOf(input: readonly number[], filter: readonly number[], { strides, pad, dataFormat }: Attrs): Info {
  if (dataFormat !== 'NHWC') throw new Error('record: only convolutions with channels last are known')
  return backend_util.computeConv2DInfo(input as Shape4, filter as Shape4, strides, 1, pad, undefined, false, 'channelsLast')
}

function reshaped(backend: RecordingBackend, x: TensorInfo, shape: readonly number[]): TensorInfo {
  return node(backend, 'Reshape', [backend.nameOf(x), writeIntegers(backend.tape, shape)], shape)
}

/** Height and width of the input with its padding, as far as the kernel reaches. */
function paddedSize({ inHeight, inWidth, padInfo: { top, bottom, left, right } }: Info): [number, number] {
  return [inHeight + top + bottom, inWidth + left + right]
}

/** What the kernel sees at each point of the output: [batch x out height x out width, kernel points x channels]. */
function patches(backend: RecordingBackend, x: TensorInfo, info: Info): TensorInfo {
  const { batchSize, inChannels, outHeight, outWidth, filterHeight, filterWidth, strideHeight, strideWidth } = info
  const [height, width] = paddedSize(info)
  const rows = [batchSize * outHeight * outWidth, filterHeight * filterWidth * inChannels]
  const padded = withPadding(backend, x, info)
  if (filterHeight * filterWidth === 1 && strideHeight * strideWidth === 1) return reshaped(backend, padded, rows)
  const points = reshaped(backend, padded, [batchSize, height * width, inChannels])
  const indices: number[] = []
  for (let i = 0; i < outHeight; i++) {
    for (let j = 0; j < outWidth; j++) {
      for (let p = 0; p < filterHeight; p++) {
        for (let q = 0; q < filterWidth; q++) indices.push((i * strideHeight + p) * width + j * strideWidth + q)
      }
    }
  }
  const inputs = [backend.nameOf(points), writeIntegers(backend.tape, indices)]
  const seen = node(backend, 'Gather', inputs, [batchSize, indices.length, inChannels], { axis: { int: 1 } })
  return reshaped(backend, seen, rows)
}

function withPadding(backend: RecordingBackend, x: TensorInfo, info: Info): TensorInfo {
  const { top, bottom, left, right } = info.padInfo
  if (top + bottom + left + right === 0) return x
  const [height, width] = paddedSize(info)
  const pads = writeIntegers(backend.tape, [0, top, left, 0, 0, bottom, right, 0])
  const zero = writeConstant(backend.tape, { element: 'float32', shape: [], data: new Float32Array(1) })
  return node(backend, 'Pad', [backend.nameOf(x), pads, zero], [info.batchSize, height, width, info.inChannels])
}

function product(backend: RecordingBackend, a: TensorInfo, b: TensorInfo, shape: number[], transA = 0, transB = 0): TensorInfo {
  return node(backend, 'Gemm', [backend.nameOf(a), backend.nameOf(b)], shape, { transA: { int: transA }, transB: { int: transB } })
}

const transposed = (backend: RecordingBackend, x: TensorInfo, perm: number[]): TensorInfo =>
  node(backend, 'Transpose', [backend.nameOf(x)], perm.map((axis) => x.shape[axis] ?? NaN), { perm: { ints: perm } })

/** ONNX has channels first, and the kernel's outputs before its inputs. */
function operator(backend: RecordingBackend, x: TensorInfo, filter: TensorInfo, info: Info): TensorInfo {
  const { batchSize, outChannels, outHeight, outWidth, filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info
  const inputs = [transposed(backend, x, [0, 3, 1, 2]), transposed(backend, filter, [3, 2, 0, 1])]
  const y = node(backend, 'Conv', inputs.map((tensor) => backend.nameOf(tensor)), [batchSize, outChannels, outHeight, outWidth], {
    kernel_shape: { ints: [filterHeight, filterWidth] },
    strides: { ints: [strideHeight, strideWidth] },
    pads: { ints: [padInfo.top, padInfo.left, padInfo.bottom, padInfo.right] }
  })
  return transposed(backend, y, [0, 2, 3, 1])
}

const conv2D = kernel(Conv2D, ({ backend, input, attributes }) => {
  const attrs = attributes as unknown as Conv2DAttrs
  const [x, filter] = [input('x'), input('filter')]
  const info = infoOf(x.shape, filter.shape, attrs)
  if (backend.convolutions === 'operators') return operator(backend, x, filter, info)
  const seen = patches(backend, x, info)
  const [rows = NaN, columns = NaN] = seen.shape
  const y = product(backend, seen, reshaped(backend, filter, [columns, info.outChannels]), [rows, info.outChannels])
  return reshaped(backend, y, info.outShape)
})

const filterGradient = kernel(Conv2DBackpropFilter, ({ backend, input, attributes }) => {
  const attrs = attributes as unknown as Conv2DBackpropFilterAttrs
  const [x, dy] = [input('x'), input('dy')]
  const info = infoOf(x.shape, attrs.filterShape, attrs)
  const seen = patches(backend, x, info)
  const [rows = NaN, columns = NaN] = seen.shape
  const gradient = product(backend, seen, reshaped(backend, dy, [rows, info.outChannels]), [columns, info.outChannels], 1)
  return reshaped(backend, gradient, attrs.filterShape)
})

const inputGradient = kernel(Conv2DBackpropInput, ({ backend, input, attributes }) => {
  const attrs = attributes as unknown as Conv2DBackpropInputAttrs
  const [dy, filter] = [input('dy'), input('filter')]
  const info = infoOf(attrs.inputShape, filter.shape, attrs)
  const { batchSize, inChannels, inHeight, inWidth, outHeight, outWidth, filterHeight, filterWidth, strideHeight, strideWidth } = info
  const { top, left, bottom, right } = info.padInfo
  const reach = (out: number, stride: number, size: number): number => (out - 1) * stride + size
  const [extraHeight, extraWidth] = [
    inHeight + top + bottom - reach(outHeight, strideHeight, filterHeight),
    inWidth + left + right - reach(outWidth, strideWidth, filterWidth)
  ]
  const inputs = [transposed(backend, dy, [0, 3, 1, 2]), transposed(backend, filter, [3, 2, 0, 1])]
  const dx = node(backend, 'ConvTranspose', inputs.map((tensor) => backend.nameOf(tensor)), [batchSize, inChannels, inHeight, inWidth], {
    strides: { ints: [strideHeight, strideWidth] },
    pads: { ints: [top, left, bottom, right] },
    output_padding: { ints: [extraHeight, extraWidth] }
  })
  return transposed(backend, dx, [0, 2, 3, 1])
})

export const convolutions = [conv2D, filterGradient, inputGradient]
