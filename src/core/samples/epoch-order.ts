/** In which order the samples of a fixed set are visited: every epoch each of them once, shuffled anew. */
import { Purpose } from '../random/purpose'
import { createStream, integerBelow, seek } from '../random/stream'
import type { Stream } from '../random/stream'

/**
 * @param samples in the set, a multiple of `batch`
 * @param seed unsigned 32-bit integer
 * @returns a function from a step, counted from 0, to the samples of its batch [batch]; the array is reused
 */
export function createEpochOrder(samples: number, batch: number, seed: number): (step: number) => Int32Array {
  if (samples % batch !== 0) throw new RangeError(`${samples} samples are not whole batches of ${batch}`)
  const stream = createStream(seed, Purpose.shuffle)
  const order = new Int32Array(samples)
  const steps = samples / batch
  const batches = Array.from({ length: steps }, (_, k) => order.subarray(k * batch, (k + 1) * batch))
  let shuffled = -1
  return (step) => {
    const epoch = Math.floor(step / steps)
    if (epoch !== shuffled) shuffle(order, seek(stream, epoch, 0))
    shuffled = epoch
    return batches[step % steps] ?? order
  }
}

/** Every order equally likely: R. Durstenfeld, Commun. ACM 7 (1964) 420, algorithm 235. */
function shuffle(order: Int32Array, stream: Stream): void {
  for (let k = 0; k < order.length; k++) order[k] = k
  for (let last = order.length - 1; last > 0; last--) {
    const other = integerBelow(stream, last + 1)
    const moved = order[last] ?? 0
    order[last] = order[other] ?? 0
    order[other] = moved
  }
}
