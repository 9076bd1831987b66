/**
 * Start values without a search. With D = v (A + B nu + C |v|^2) one complex least squares gives A, B, C:
 * B = -1/g, -A/B = f0 - i fwhm/2, -C/B = kerr - i nonlinearDamping/2. A negative fwhm says that the data turn the other
 * way.
 */
import { least, most } from '../numbers/extremes'
import { complexLeastSquares, divide, leastSquares, multiply } from './linear-algebra'
import { VALUE, VALUES } from './line'
import type { Complex } from './linear-algebra'
import type { ScaledSweep } from './scaled'

/** Candidates for one group, in scaled units, lag and slope at zero. They are to be ranked by their residuals. */
export function startValues(all: readonly ScaledSweep[], background: boolean): Float64Array[] {
  // Without drive a sweep shows background and noise, no line
  const sweeps = all.filter(({ drive }) => drive !== 0)
  if (sweeps.length === 0) return []
  const sets = sweeps.length > 1 ? [sweeps, ...sweeps.map((sweep) => [sweep])] : [sweeps]
  const found = sets.flatMap((set) => {
    if (set.some(({ y }) => !y)) return modulusStarts(set)
    const nothing: Complex = [0, 0]
    const backgrounds = background ? [nothing, endsOf(set), poleBackground(set)] : [nothing]
    return backgrounds.flatMap((b) =>
      b ? [inverseLine(set, b, true), inverseLine(set, b, false), peakOf(set, b)] : []
    )
  })
  return found.filter((values) => values !== null).flatMap(varied)
}

/** The same start with other Kerr shifts: a line bent too little or too much ends in another minimum. */
function varied(values: Float64Array): Float64Array[] {
  if (values[VALUE.kerr] === 0) return [values]
  return [1, 0.5, 2].map((factor) => {
    const copy = Float64Array.from(values)
    copy[VALUE.kerr] *= factor
    if (factor !== 1) copy[VALUE.nonlinearDamping] = 0
    return copy
  })
}

interface Start {
  readonly f0: number
  readonly fwhm: number
  readonly kerr?: number
  readonly nonlinearDamping?: number
  readonly gain: Complex
  readonly background: Complex
}

function valuesFrom(parts: Start): Float64Array {
  const values = new Float64Array(VALUES)
  values[VALUE.f0] = parts.f0
  values[VALUE.fwhm] = parts.fwhm
  values[VALUE.kerr] = parts.kerr ?? 0
  values[VALUE.nonlinearDamping] = parts.nonlinearDamping ?? 0
  values.set(parts.gain, VALUE.gain)
  values.set(parts.background, VALUE.background)
  return values
}

/** Mean response per drive at both ends of the sweeps, a twentieth of the points each. */
function endsOf(sweeps: readonly ScaledSweep[]): Complex {
  let [re, im, count] = [0, 0, 0]
  for (const { nu, x, y, drive } of sweeps) {
    const end = Math.max(1, Math.floor(nu.length / 20))
    for (let k = 0; k < nu.length; k++) {
      if (k >= end && k < nu.length - end) continue
      re += x[k] / drive
      im += (y ? y[k] : 0) / drive
      count++
    }
  }
  return [re / count, im / count]
}

/** Background of a linear line, from V nu = p V + D (b nu + c): a straight solve, exact without Kerr shift. */
function poleBackground(sweeps: readonly ScaledSweep[]): Complex | null {
  const rows = sweeps.flatMap(({ nu, x, y, drive }) =>
    Array.from(nu, (value, k): Complex[] => {
      const v: Complex = [x[k], y ? y[k] : 0]
      return [v, [drive * value, 0], [drive, 0], [v[0] * value, v[1] * value]]
    })
  )
  return complexLeastSquares(rows)?.[1] ?? null
}

function inverseLine(sweeps: readonly ScaledSweep[], background: Complex, bent: boolean): Float64Array | null {
  const rows = sweeps.flatMap(({ nu, x, y, drive }) =>
    Array.from(nu, (value, k): Complex[] => {
      const v: Complex = [x[k] - drive * background[0], (y ? y[k] : 0) - drive * background[1]]
      const n = v[0] * v[0] + v[1] * v[1]
      const terms: Complex[] = [v, [v[0] * value, v[1] * value]]
      return [...terms, ...(bent ? [[v[0] * n, v[1] * n] as const] : []), [drive, 0]]
    })
  )
  const solved = complexLeastSquares(rows)
  if (!solved) return null
  const [a, b, c] = solved
  const pole = divide(a, [-b[0], -b[1]])
  const bend: Complex = bent ? divide(c, [-b[0], -b[1]]) : [0, 0]
  return valuesFrom({
    f0: pole[0],
    fwhm: -2 * pole[1],
    kerr: bend[0],
    nonlinearDamping: -2 * bend[1],
    gain: divide([-1, 0], b),
    background
  })
}

/** The plain way: the highest point and the width at half its square. */
function peakOf(sweeps: readonly ScaledSweep[], background: Complex): Float64Array {
  const sweep = sweeps[0]
  const { nu, drive } = sweep
  const v = Array.from(nu, (_, k): Complex => [
    sweep.x[k] - drive * background[0],
    (sweep.y ? sweep.y[k] : 0) - drive * background[1]
  ])
  const n = v.map(([re, im]) => re * re + im * im)
  const top = Math.max(0, n.indexOf(most(n)))
  const above = Array.from(nu).filter((_, k) => n[k] > n[top] / 2)
  const step = Math.abs(nu[nu.length - 1] - nu[0]) / nu.length
  const fwhm = most(above) - least(above) + step
  // At the top v = g D / (-i fwhm / 2)
  return valuesFrom({ f0: nu[top], fwhm, gain: multiply(v[top], [0, -fwhm / 2 / drive]), background })
}

/**
 * Modulus alone: D^2/n = |A + B nu + C n|^2 is linear in 1, nu, nu^2, n, n nu, n^2. A background cannot be taken off
 * before; gains of four phases against the level at the ends stand for it.
 */
function modulusStarts(sweeps: readonly ScaledSweep[]): Float64Array[] {
  const starts: Float64Array[] = []
  const a: number[] = []
  const r: number[] = []
  for (const { nu, x, drive } of sweeps) {
    for (let k = 0; k < nu.length; k++) {
      const n = x[k] * x[k]
      a.push(n, n * nu[k], n * nu[k] * nu[k], n * n, n * n * nu[k], n * n * n)
      r.push(drive * drive)
    }
  }
  const solved = leastSquares(Float64Array.from(a), Float64Array.from(r), 6)
  if (solved && solved[2] > 0) {
    const f0 = -solved[1] / (2 * solved[2])
    const fwhm = 2 * Math.sqrt(Math.abs(solved[0] / solved[2] - f0 * f0))
    const kerr = -solved[4] / (2 * solved[2])
    const nonlinearDamping = fwhm > 0 ? (2 * (solved[3] / solved[2] - 2 * f0 * kerr)) / fwhm : 0
    const gain: Complex = [1 / Math.sqrt(solved[2]), 0]
    starts.push(valuesFrom({ f0, fwhm, kerr, nonlinearDamping, gain, background: [0, 0] }))
  }
  const level = endsOf(sweeps)
  for (const base of [[0, 0] as const, level]) {
    const peak = peakOf(sweeps, base)
    const gain = Math.hypot(peak[VALUE.gain], peak[VALUE.gain + 1])
    // The gain is real: turn the background against it instead
    for (const turn of [[1, 0], [0, 1], [-1, 0], [0, -1]] as const) {
      const copy = Float64Array.from(peak)
      copy.set([gain, 0], VALUE.gain)
      copy.set(multiply(base, turn), VALUE.background)
      starts.push(copy)
    }
  }
  return starts
}
