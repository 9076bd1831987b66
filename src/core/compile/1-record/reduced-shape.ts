import { backend_util } from '@tensorflow/tfjs-core'

/** Of a tensor reduced over some axes, which stay as lengths of one where `keepDims`. */
export function reducedShape(shape: number[], axes: number[], keepDims: boolean): number[] {
  const [kept] = backend_util.computeOutAndReduceShapes(shape, axes)
  return keepDims ? backend_util.expandShapeToKeepDim(kept, axes) : kept
}
