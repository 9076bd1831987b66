/** Curves and maps alike as images [height, width, channels]: a curve is one row high. */
import { reshape } from '@tensorflow/tfjs-core'
import type { Tensor } from '@tensorflow/tfjs-core'
import { batchOf } from './layer'
import type { Shape } from './layer'

export interface Image {
  readonly height: number
  readonly width: number
  readonly channels: number
}

/** [n] is a curve of one channel. */
export function imageOf(shape: Shape): Image {
  const [a = 1, b = 1, c = 1] = shape
  if (shape.length === 3) return { height: a, width: b, channels: c }
  return { height: 1, width: a, channels: b }
}

/** The shape of a sample that is a map or a curve, as `like` is. */
export function shapeLike(like: Shape, { height, width, channels }: Image): Shape {
  return like.length === 3 ? [height, width, channels] : [width, channels]
}

/** [batch, ...] -> [batch, height, width, channels] */
export function toImages(x: Tensor, { height, width, channels }: Image): Tensor {
  return x.shape.length === 4 ? x : reshape(x, [batchOf(x), height, width, channels])
}

/** [batch, height, width, channels] -> [batch, ...shape] */
export function fromImages(x: Tensor, shape: Shape): Tensor {
  return shape.length === 3 ? x : reshape(x, [batchOf(x), ...shape])
}
