/**
 * A network's error at one reading: that of the held-out samples which it read alike. Their differences truth - read, as they are, give the
 * interval (conformal prediction without its correction for few samples: V. Vovk et al., "Algorithmic Learning in a Random World", 2005).
 * Of a network that predicts its own widths they count in those widths, so that an interval is as wide as the network says times what
 * held-out samples say of that (J. Lei et al., J. Am. Stat. Assoc. 113, 1094 (2018), section 5.2).
 */
import type { Estimate } from '../contract/characterization'
import type { Reading } from '../network/losses/rule'

export interface HeldOutReadings {
  /** [samples, parameters] each */
  readonly truth: Float32Array
  readonly read: Float32Array
  /** A deviation of each parameter, to measure distances with. */
  readonly scales: readonly number[]
  /** [samples, parameters] widths that the network predicted, where it does. */
  readonly deviation?: Float32Array | undefined
}

/** Samples that count as near. */
const NEAR = 100

/** @param reading [parameters], with the widths that were predicted there @param units of them */
export function heldOutEstimates({ truth, read, scales, deviation }: HeldOutReadings, { value: reading, deviation: own }: Reading<ArrayLike<number>>, units: readonly string[]): readonly Estimate[] {
  const width = scales.length
  const samples = Array.from({ length: read.length / width }, (_, sample) => sample)
  const distance = (sample: number): number => scales.reduce((sum, scale, k) => sum + ((read[sample * width + k] - reading[k]) / scale) ** 2, 0)
  const near = samples.map((sample) => ({ sample, far: distance(sample) })).sort((a, b) => a.far - b.far).slice(0, NEAR)
  return units.map((unit, k) => {
    const stretch = (at: number): number => (deviation && own ? own[k] / deviation[at] : 1)
    const errors = near.map(({ sample }) => (truth[sample * width + k] - read[sample * width + k]) * stretch(sample * width + k)).sort((a, b) => a - b)
    const value = reading[k]
    const stderr = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length)
    return { value, unit, stderr, interval90: [value + quantile(errors, 0.05), value + quantile(errors, 0.95)], statistical: stderr, model: 0, determined: true }
  })
}

/** With n values the share p lies at p (n + 1) - 1, counted from 0, so that a further value falls below it with that probability. */
function quantile(sorted: readonly number[], share: number): number {
  const at = Math.min(sorted.length - 1, Math.max(0, share * (sorted.length + 1) - 1))
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]]
  return below + (at - Math.floor(at)) * (above - below)
}
