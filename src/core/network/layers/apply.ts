/**
 * Layers one after the other. Where one only puts channels beside its input that are the same for every sample, and the next is
 * linear in its input, a training step never joins them: what the same channels come to is computed once for the whole batch.
 */
import type { Tensor } from '@tensorflow/tfjs-core'
import type { Layer, Pass } from './layer'

/** @param x [batch, ...input of the first layer] */
export function applyLayers(layers: readonly Layer[], x: Tensor, pass: Pass<Tensor>): Tensor {
  const [layer, next, ...rest] = layers
  if (!layer) return x
  if (pass.training && layer.beside && next?.applyBeside) return applyLayers(rest, next.applyBeside(x, layer.beside(), pass), pass)
  return applyLayers(layers.slice(1), layer.apply(x, pass), pass)
}
