/** Simulated measurements with a known truth: a slow sweep of the steady state, gain, background, lag and noise. */
import { followBranch, steadyAmplitude } from '../../../src/core/dynamics/steady-state'
import { Purpose } from '../../../src/core/random/purpose'
import { createStream, normal, seek } from '../../../src/core/random/stream'
import type { MeasuredSweep } from '../../../src/core/measurement/sweep'

export interface Truth {
  readonly f0: number
  readonly fwhm: number
  /** Hz per V^2 */
  readonly kerr: number
  readonly nonlinearDamping: number
  readonly lag: number
  /** |V| at the top of the line without nonlinear damping */
  readonly height: number
  /** V */
  readonly background: readonly [number, number]
}

export const truth: Truth = {
  f0: 1000,
  fwhm: 2,
  kerr: 4,
  nonlinearDamping: 0,
  lag: 0,
  height: 1,
  background: [0.05, -0.08]
}

export interface Noise {
  /** V, per component */
  readonly size: number
  /** Correlation of neighbouring points: r[k] = memory r[k-1] + fresh noise */
  readonly memory: number
  readonly replica: number
}

export interface Range {
  readonly from: number
  readonly to: number
  readonly points: number
}

/** One sweep. V = background + g / (f0 + kerr n - nu - i (fwhm + nonlinearDamping n) / 2), with g = height fwhm / 2. */
export function simulatedSweep(line: Truth, { from, to, points }: Range, noise: Noise, stream = 0): MeasuredSweep {
  const frequency = Float64Array.from({ length: points }, (_, k) => from + ((to - from) * k) / (points - 1))
  const direction = to > from ? 1 : -1
  const seen = frequency.map((value) => value - direction * line.lag)
  const oscillator = { omega0: line.f0, gamma: line.fwhm, epsilon: line.kerr, eta: line.nonlinearDamping / 2 }
  const force = (line.height * line.fwhm) / 2
  const intensity = followBranch(oscillator, seen, force)
  const [x, y] = [new Float64Array(points), new Float64Array(points)]
  const random = createStream(20261123, Purpose.sampleNoise)
  seek(random, noise.replica, stream)
  const fresh = noise.size * Math.sqrt(1 - noise.memory ** 2)
  let [re, im] = [noise.size * normal(random), noise.size * normal(random)]
  for (let k = 0; k < points; k++) {
    const z = steadyAmplitude(oscillator, seen[k], force, intensity[k])
    x[k] = z[0] + line.background[0] + re
    y[k] = z[1] + line.background[1] + im
    re = noise.memory * re + fresh * normal(random)
    im = noise.memory * im + fresh * normal(random)
  }
  return { frequency, x, y, drive: 1, direction, units: { frequency: 'Hz', response: 'V', drive: 'V' } }
}
