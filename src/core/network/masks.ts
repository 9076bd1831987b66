/**
 * Dropout's masks: which values a training step silences. They are drawn by address, one stream for each step and sample
 * with the layers one after another, so that threads, pauses and resumed runs draw the same.
 */
import { Purpose } from '../random/purpose'
import { createStream, seek, uniformSingle } from '../random/stream'
import type { Mask } from './layers/layer'
import type { NetworkModel } from './model'

/**
 * @param seed of the recipe's training
 * @param firstStep steps done before
 * @returns by name, [steps, batch, size] each, 0 or 1 / (1 - rate); nothing where the network has no dropout
 */
export function dropoutMasks(
  { layers }: NetworkModel,
  { seed, batch }: { readonly seed: number; readonly batch: number },
  firstStep: number,
  steps: number
): ReadonlyMap<string, Float32Array> {
  const masks = layers.flatMap((layer) => layer.masks)
  const drawn = masks.map((mask): [Mask, Float32Array] => [mask, new Float32Array(steps * batch * mask.size)])
  const stream = createStream(seed, Purpose.dropout)
  for (let row = 0; masks.length > 0 && row < steps * batch; row++) {
    seek(stream, firstStep + Math.floor(row / batch), row % batch)
    for (const [{ size, rate }, values] of drawn) {
      const kept = 1 / (1 - rate)
      for (let index = row * size; index < (row + 1) * size; index++) values[index] = uniformSingle(stream) < rate ? 0 : kept
    }
  }
  return new Map(drawn.map(([{ name }, values]) => [name, values]))
}
