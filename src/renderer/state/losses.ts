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
 * The smoothed line is an exponential average of log(loss), the mean a log axis shows, or from its beginning one of the loss itself once
 * that has fallen below zero, as minus the logarithm of a likelihood may; its weight begins as a plain mean, so that the first value is
 * not carried along.
 */
export function createLosses(): Losses {
  const raw = createGrowing()
  const smooth = createGrowing()
  const coarse = createCoarsening()
  let isSigned = false
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
      raw.append(values)
      const turns = !isSigned && values.some((value) => value < 0)
      isSigned ||= turns
      if (turns) smooth.cut(0)
      const line = smoothed(smooth.view, turns ? raw.view : values, isSigned)
      smooth.append(line)
      if (!isRepeat && !turns) return coarse.append(values, line)
      coarse.forget()
      coarse.append(raw.view, smooth.view)
    }
  }
}

function smoothed(before: Float32Array, values: Float32Array, isSigned: boolean): Float32Array {
  const result = new Float32Array(values.length)
  const [to, from] = isSigned ? [same, same] : [Math.log, Math.exp]
  let mean = to(before[before.length - 1] ?? NaN)
  values.forEach((value, index) => {
    const weight = Math.max(1 / SMOOTHING, 1 / (before.length + index + 1))
    if (value > 0 || (isSigned && !Number.isNaN(value))) mean = Number.isNaN(mean) ? to(value) : mean + weight * (to(value) - mean)
    result[index] = Number.isNaN(value) ? NaN : from(mean)
  })
  return result
}

function same(value: number): number {
  return value
}
