/** Gaussian noise on samples: sample k of batch b has noise of its own, whatever else is drawn. */
import { drawStreams } from './draw'
import type { SampleRange } from './draw'
import { normal, seek } from './stream'

/**
 * @param deviation standard deviation; with 0 nothing is drawn
 * @param width numbers of one sample
 * @returns a function that adds noise to `values` [count, width]
 */
export function createNoise(deviation: number, width: number, seed: number): (range: SampleRange, values: Float32Array) => void {
  const streams = drawStreams(seed, 'noise')
  return ({ kind, batch, first, count }, values) => {
    if (deviation === 0) return
    const stream = streams[kind]
    let next = 0
    for (let sample = first; sample < first + count; sample++) {
      seek(stream, batch, sample)
      for (let k = 0; k < width; k++, next++) values[next] = (values[next] ?? NaN) + deviation * normal(stream)
    }
  }
}
