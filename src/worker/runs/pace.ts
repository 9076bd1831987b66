/** Steps per second and time left, smoothed over about two seconds; pauses do not count. */
import type { Pace } from '../progress'

const SMOOTHING_SECONDS = 2

export interface RunPace {
  /** Counts `steps` just done; returns the seconds they took. */
  readonly count: (steps: number) => number
  readonly at: (batch: number) => Pace
  /** After a pause: the time since the last count is not training. */
  readonly restart: () => void
}

/** @param now milliseconds of a monotonic clock */
export function createPace(batches: number, now: () => number): RunPace {
  let last = now()
  let rate = 0
  return {
    count: (steps) => {
      const seconds = Math.max((now() - last) / 1000, 1e-6)
      last = now()
      const weight = rate === 0 ? 1 : 1 - Math.exp(-seconds / SMOOTHING_SECONDS)
      rate += weight * (steps / seconds - rate)
      return seconds
    },
    at: (batch) => ({ stepsPerSecond: rate, secondsLeft: rate > 0 ? (batches - batch) / rate : 0 }),
    restart: () => {
      last = now()
    }
  }
}
