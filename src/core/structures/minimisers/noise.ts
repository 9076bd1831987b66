/** Gaussian noise on a gradient, as a batch of data would have it: evaluation n has noise of its own, the same for the same seed. */
import { Purpose } from '../../random/purpose'
import { createStream, normal, seek } from '../../random/stream'
import type { Objective } from '../objective'

/**
 * @param deviation standard deviation of each component; 0 leaves the objective as it is
 * @param lane sets several minimisers apart
 */
export function withNoise(objective: Objective, deviation: number, seed: number, lane = 0): Objective {
  if (deviation === 0) return objective
  const stream = createStream(seed, Purpose.gradientNoise)
  let evaluation = 0
  const gradient = (position: Float64Array, slope: Float64Array): number => {
    const value = objective.gradient(position, slope)
    seek(stream, evaluation++, lane)
    for (let k = 0; k < slope.length; k++) slope[k] = (slope[k] as number) + deviation * normal(stream)
    return value
  }
  return { ...objective, gradient }
}
