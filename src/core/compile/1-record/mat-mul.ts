/** Product of two matrices, either of them transposed on the way: one Gemm. */
import { BatchMatMul } from '@tensorflow/tfjs-core'
import { kernel, node } from './kernel'

export const matMul = kernel(BatchMatMul, ({ backend, input, attributes }) => {
  const a = input('a')
  const b = input('b')
  const [aRows, aColumns] = a.shape
  const [bRows, bColumns] = b.shape
  if (a.shape.length !== 2 || b.shape.length !== 2) throw new Error('record: only matrices are multiplied')
  if (aRows === undefined || aColumns === undefined || bRows === undefined || bColumns === undefined) {
    throw new Error('record: a matrix without its sizes')
  }
  const transA = attributes['transposeA'] ? 1 : 0
  const transB = attributes['transposeB'] ? 1 : 0
  const shape = [transA ? aColumns : aRows, transB ? bRows : bColumns]
  return node(backend, 'Gemm', [backend.nameOf(a), backend.nameOf(b)], shape, {
    transA: { int: transA },
    transB: { int: transB }
  })
})
