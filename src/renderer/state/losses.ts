/** The losses of a run as they arrive: raw, and smoothed for the eye. */
import { createGrowing } from './growing'

/** Batches over which the smoothed line averages. */
export const SMOOTHING = 50

export interface Losses {
  readonly raw: Float32Array
  readonly smooth: Float32Array
  /** Puts losses of steps firstStep, firstStep + 1, ... in place; later steps that were known are forgotten. */
  add(firstStep: number, losses: ArrayLike<number>): void
}

/**
 * The smoothed line is an exponential average of log(loss), the mean a log axis shows; its weight begins as a plain
 * mean, so that the first value is not carried along.
 */
export function createLosses(): Losses {
  const raw = createGrowing()
  const smooth = createGrowing()
  return {
    get raw() {
      return raw.view
    },
    get smooth() {
      return smooth.view
    },
    add(firstStep, losses) {
      raw.cut(firstStep)
      smooth.cut(firstStep)
      // A gap (chunks lost with a reload) is drawn as a gap.
      const gap = Math.max(0, firstStep - raw.view.length)
      const values = new Float32Array(gap + losses.length).fill(NaN)
      values.set(losses, gap)
      smooth.append(smoothed(smooth.view, values))
      raw.append(values)
    }
  }
}

function smoothed(before: Float32Array, values: Float32Array): Float32Array {
  const result = new Float32Array(values.length)
  let mean = Math.log(before[before.length - 1] ?? NaN)
  values.forEach((value, index) => {
    const weight = Math.max(1 / SMOOTHING, 1 / (before.length + index + 1))
    if (value > 0) mean = Number.isNaN(mean) ? Math.log(value) : mean + weight * (Math.log(value) - mean)
    result[index] = Number.isNaN(value) ? NaN : Math.exp(mean)
  })
  return result
}
