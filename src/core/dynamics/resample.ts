/**
 * Anti-aliased resampling, the lessons': bin i is a weighted mean of the samples under a filter of `spacing` = samples/bins
 * times its natural width, centred at spacing (i + 1/2) - 1/2, weights normalised to 1, so that edges lose nothing. Where
 * there are more bins than samples the filter keeps its natural width: plain interpolation.
 */
import type { Filter } from '../recipe/measurement'

interface FilterShape {
  /** Zero from here on, in spacings. */
  readonly reach: number
  /** @param distance from the centre in spacings, not negative */
  readonly weight: (distance: number) => number
}

const FILTERS: Readonly<Record<Filter, FilterShape>> = {
  linear: { reach: 1, weight: (distance) => 1 - distance },
  // R. Keys, IEEE Trans. ASSP 29 (1981) 1153, equation 4 with a = -1/2.
  cubic: {
    reach: 2,
    weight: (s) => (s < 1 ? (1.5 * s - 2.5) * s * s + 1 : ((-0.5 * s + 2.5) * s - 4) * s + 2)
  }
}

/** A sparse table of weights: bin i reads samples starts[i] to starts[i] + counts[i] - 1. */
export interface Resampling {
  readonly bins: number
  readonly samples: number
  readonly starts: Int32Array
  readonly counts: Int32Array
  /** Weights of all bins one after another, single precision. */
  readonly weights: Float32Array
}

/** @param samples points of the sweep; @param bins points wanted */
export function createResampling(samples: number, bins: number, filter: Filter = 'linear'): Resampling {
  const spacing = samples / bins
  const stretch = Math.max(1, spacing)
  const { reach, weight } = FILTERS[filter]
  const halfWidth = reach * stretch
  const starts = new Int32Array(bins)
  const counts = new Int32Array(bins)
  const weights: number[] = []
  for (let bin = 0; bin < bins; bin++) {
    const centre = spacing * (bin + 1 / 2) - 1 / 2
    const first = Math.max(0, Math.floor(centre - halfWidth) + 1)
    const last = Math.min(samples - 1, Math.ceil(centre + halfWidth) - 1)
    const window = Array.from({ length: last - first + 1 }, (_, k) => weight(Math.abs(first + k - centre) / stretch))
    const total = window.reduce((sum, value) => sum + value, 0)
    starts[bin] = first
    counts[bin] = window.length
    for (const value of window) weights.push(value / total)
  }
  return { bins, samples, starts, counts, weights: Float32Array.from(weights) }
}

/**
 * @param values [samples]
 * @returns [bins] in double precision
 */
export function resample(resampling: Resampling, values: ArrayLike<number>): Float64Array {
  const out = new Float64Array(resampling.bins)
  resampleInto(resampling, values, out, 0)
  return out
}

/** Writes the bins into `out` from `at` on; allocates nothing. */
export function resampleInto({ bins, starts, counts, weights }: Resampling, values: ArrayLike<number>, out: Float32Array | Float64Array, at: number): void {
  let next = 0
  for (let bin = 0; bin < bins; bin++) {
    const start = starts[bin] ?? 0
    const end = start + (counts[bin] ?? 0)
    let sum = 0
    for (let sample = start; sample < end; sample++) sum += (weights[next++] ?? 0) * (values[sample] ?? NaN)
    out[at + bin] = sum
  }
}
