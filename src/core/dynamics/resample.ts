/**
 * Anti-aliased linear resampling, the lesson's: bin i is a weighted mean of the samples under a triangle of half-width
 * h = samples/bins centred at h (i + 1/2) - 1/2, weights normalised to 1, so that edges lose nothing. Where there are
 * more bins than samples the half-width is 1: plain linear interpolation.
 */

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
export function createResampling(samples: number, bins: number): Resampling {
  const spacing = samples / bins
  const halfWidth = Math.max(1, spacing)
  const starts = new Int32Array(bins)
  const counts = new Int32Array(bins)
  const weights: number[] = []
  for (let bin = 0; bin < bins; bin++) {
    const centre = spacing * (bin + 1 / 2) - 1 / 2
    const first = Math.max(0, Math.floor(centre - halfWidth) + 1)
    const last = Math.min(samples - 1, Math.ceil(centre + halfWidth) - 1)
    const triangle = Array.from({ length: last - first + 1 }, (_, k) => 1 - Math.abs(first + k - centre) / halfWidth)
    const total = triangle.reduce((sum, weight) => sum + weight, 0)
    starts[bin] = first
    counts[bin] = triangle.length
    for (const weight of triangle) weights.push(weight / total)
  }
  return { bins, samples, starts, counts, weights: Float32Array.from(weights) }
}

/**
 * @param values [samples]
 * @returns [bins] in double precision
 */
export function resample({ bins, starts, counts, weights }: Resampling, values: ArrayLike<number>): Float64Array {
  const out = new Float64Array(bins)
  let next = 0
  for (let bin = 0; bin < bins; bin++) {
    const start = starts[bin] ?? 0
    const end = start + (counts[bin] ?? 0)
    let sum = 0
    for (let sample = start; sample < end; sample++) sum += (weights[next++] ?? 0) * (values[sample] ?? NaN)
    out[bin] = sum
  }
  return out
}
