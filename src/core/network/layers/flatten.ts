/** A curve or a map as a list of numbers, channels last. */
import { reshape } from '@tensorflow/tfjs-core'
import type { LayerOf } from '../../recipe/layers'
import { NOTHING, batchOf, volume } from './layer'
import type { Layer, Shape } from './layer'

export function flatten({ kind }: LayerOf<'flatten'>, name: string, input: Shape): Layer {
  const size = volume(input)
  return {
    ...NOTHING,
    name,
    kind,
    input,
    output: [size],
    apply: (x) => (input.length === 1 ? x : reshape(x, [batchOf(x), size])),
    evaluate: (x) => x
  }
}
