/** Whether a sample is like those of a set: how far its nearest neighbour lies, against how far those of samples lie that belong to it. */

/** Samples of the set among which neighbours are sought, and samples that are known to be like it. */
const MOST_NEIGHBOURS = 500
const MOST_PROBES = 100

export interface Likeness {
  /** Distance to the nearest neighbour over the largest such distance of the probes: above 1 the sample is farther off than any of them. */
  readonly farther: number
  readonly neighbours: number
  readonly probes: number
}

/**
 * @param x [samples, size] of the set
 * @param neighbours, probes rows of x, none in both
 * @param sample [size]
 * @returns null where there are too few probes to say anything
 */
export function likeness(x: Float32Array, size: number, { neighbours, probes }: { readonly neighbours: Int32Array; readonly probes: Int32Array }, sample: Float32Array): Likeness | null {
  const [near, known] = [neighbours.subarray(0, MOST_NEIGHBOURS), probes.subarray(0, MOST_PROBES)]
  if (known.length < 5 || near.length < 5) return null
  const row = (at: number): Float32Array => x.subarray(at * size, (at + 1) * size)
  const rows = Array.from(near, row)
  const farthest = Math.max(...Array.from(known, (at) => nearest(row(at), rows)))
  return { farther: nearest(sample, rows) / (farthest || 1), neighbours: near.length, probes: known.length }
}

function nearest(sample: Float32Array, rows: readonly Float32Array[]): number {
  let best = Infinity
  for (const row of rows) {
    let sum = 0
    // As soon as it is farther than the nearest it is no matter how far.
    for (let k = 0; k < row.length && sum < best; k++) sum += ((row[k] ?? NaN) - (sample[k] ?? NaN)) ** 2
    if (sum < best) best = sum
  }
  return Math.sqrt(best)
}
