/** Cutting a tensor along an axis, and joining the pieces again. */
import { Concat, SplitV, backend_util, util } from '@tensorflow/tfjs-core'
import type { ConcatAttrs, KernelConfig, SplitVAttrs, TensorInfo } from '@tensorflow/tfjs-core'
import { RecordingBackend, float32 } from './backend'
import { BACKEND_NAME, kernel, node } from './kernel'
import { writeIntegers, writeNode } from './tape'

const split = kernel(SplitV, ({ backend, input, attributes }) => {
  const x = input('x')
  const { numOrSizeSplits, axis: anyAxis } = attributes as unknown as SplitVAttrs
  const [axis = 0] = util.parseAxisParam(anyAxis, x.shape)
  const sizes = backend_util.prepareSplitSize(x as Parameters<typeof backend_util.prepareSplitSize>[0], numOrSizeSplits, axis)
  const types = sizes.map((size) => float32(x.shape.map((length, at) => (at === axis ? size : length))))
  const inputs = [backend.nameOf(x), writeIntegers(backend.tape, sizes)]
  const names = writeNode(backend.tape, 'Split', inputs, types, { axis: { int: axis } })
  return names.flatMap((name, index) => {
    const type = types[index]
    return type ? [backend.tensorOf(name, type)] : []
  })
})

/** Concat's inputs have no names but their places. */
const concat: KernelConfig = {
  kernelName: Concat,
  backendName: BACKEND_NAME,
  kernelFunc: ({ inputs, backend, attrs }) => {
    if (!(backend instanceof RecordingBackend)) throw new Error('record: Concat outside a recording')
    const pieces = Object.values(inputs).filter((piece): piece is TensorInfo => piece !== undefined)
    const { axis: anyAxis } = attrs as unknown as ConcatAttrs
    const [axis = 0] = util.parseAxisParam(anyAxis, pieces[0]?.shape ?? [])
    const shape = backend_util.computeOutShape(pieces.map((piece) => piece.shape), axis)
    return node(backend, 'Concat', pieces.map((piece) => backend.nameOf(piece)), shape, { axis: { int: axis } })
  }
}

export const splits = [split, concat]
