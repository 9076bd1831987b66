/** The losses of a run as they arrive: raw, and smoothed for the eye. */
import { createCoarsening, type Coarse } from './coarse'
import { createGrowing } from './growing'

/** Batches over which the smoothed line averages. */
export const SMOOTHING = 50

export interface Losses {
  readonly raw: Float32Array
  readonly smooth: Float32Array
  /** Both at a few thousand places, for pictures of long runs. */
  readonly few: Coarse
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
  const coarse = createCoarsening()
  return {
    get raw() {
      return raw.view
    },
    get smooth() {
      return smooth.view
    },
    get few() {
      return coarse.few
    },
    add(firstStep, losses) {
      const isRepeat = firstStep < raw.view.length
      raw.cut(firstStep)
      smooth.cut(firstStep)
      // A gap (chunks lost with a reload) is drawn as a gap.
      const gap = Math.max(0, firstStep - raw.view.length)
      const values = new Float32Array(gap + losses.length).fill(NaN)
      values.set(losses, gap)
      const line = smoothed(smooth.view, values)
      smooth.append(line)
      raw.append(values)
      if (!isRepeat) return coarse.append(values, line)
      coarse.forget()
      coarse.append(raw.view, smooth.view)
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
