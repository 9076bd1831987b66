/** Size and correlation of the noise, from the scatter between neighbouring points. */

/** Standard deviation of second differences r[k-1] - 2 r[k] + r[k+1] of white noise of size one. */
const SECOND_DIFFERENCE = Math.sqrt(6)

export function median(values: readonly number[]): number {
  if (values.length === 0) return 0
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/**
 * Standard deviation of the noise per real number. Second differences of the residuals are blind to a misfit that is
 * smooth; differences beyond 3.5 deviations (jumps, glitches) are left out.
 * @param series residuals in the order of the measurement, one array per sweep and component
 */
export function neighbourNoise(series: readonly Float64Array[]): number {
  const differences = series.flatMap((r) =>
    Array.from({ length: Math.max(0, r.length - 2) }, (_, k) => Math.abs(r[k] - 2 * r[k + 1] + r[k + 2]))
  )
  const rough = median(differences) / 0.6745
  const kept = differences.filter((difference) => difference <= 3.5 * rough)
  const square = kept.reduce((sum, difference) => sum + difference * difference, 0) / Math.max(1, kept.length)
  return Math.sqrt(square) / SECOND_DIFFERENCE
}

/** Autocorrelation of residuals at one distance, over all series together; 0 where there are none. */
export function autocorrelation(series: readonly Float64Array[], lag: number): number {
  let [products, squares] = [0, 0]
  for (const r of series) {
    for (let k = 0; k < r.length; k++) {
      squares += r[k] * r[k]
      if (k + lag < r.length) products += r[k] * r[k + lag]
    }
  }
  return squares > 0 ? products / squares : 0
}
