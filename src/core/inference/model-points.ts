/** The model of one sweep, point by point, with its derivatives on the branch held fixed. */
import { enteredBranch, steadyIntensities } from '../dynamics/steady-state'
import { VALUE, VALUES } from './line'
import type { Terms } from './line'
import type { Scales, ScaledSweep } from './scaled'

const {
  f0: F0,
  fwhm: FWHM,
  kerr: KERR,
  nonlinearDamping: NONLINEAR,
  lag: LAG,
  gain: GAIN,
  background: BACKGROUND,
  offset: OFFSET,
  slope: SLOPE
} = VALUE

export interface ModelPoints {
  /** [points] model response, background included */
  readonly re: Float64Array
  readonly im: Float64Array
  /** [points] |v|^2 of the resonant part */
  readonly n: Float64Array
  /** [points, VALUES] derivatives, where asked for */
  readonly slopesRe: Float64Array
  readonly slopesIm: Float64Array
  /** Index of the first point after the model's jump, or -1. */
  readonly jump: number
}

/**
 * Evaluates the model along a sweep. Within the bistable range the branch is the one a slow sweep arrives on.
 * Derivatives come from the cubic by the implicit function theorem.
 */
export function modelPoints(
  values: Float64Array,
  terms: Terms,
  sweep: ScaledSweep,
  scales: Scales,
  withSlopes: boolean
): ModelPoints {
  const points = sweep.nu.length
  const model: ModelPoints & { jump: number } = {
    re: new Float64Array(points),
    im: new Float64Array(points),
    n: new Float64Array(points),
    slopesRe: new Float64Array(withSlopes ? points * VALUES : 0),
    slopesIm: new Float64Array(withSlopes ? points * VALUES : 0),
    jump: -1
  }
  const branch = enteredBranch(values[KERR], sweep.direction)
  let bistable = false
  for (let k = 0; k < points; k++) {
    const line = lineAt(values, terms, sweep, scales, k)
    const force = line.force * Math.hypot(values[GAIN], values[GAIN + 1])
    const oscillator = {
      omega0: line.P,
      gamma: values[FWHM],
      epsilon: values[KERR],
      eta: values[NONLINEAR] / 2
    }
    const roots = steadyIntensities(oscillator, 0, force)
    if (bistable && roots.length < 3 && model.jump < 0) model.jump = k
    bistable = roots.length === 3
    model.n[k] = (bistable && branch === 'upper' ? roots[2] : roots[0]) ?? 0
    fillPoint(values, sweep, line, k, model, withSlopes)
  }
  return model
}

interface LineAt {
  /** Detuning of the bare line, and its derivatives to f0 and to nu. */
  readonly P: number
  readonly byF0: number
  readonly byNu: number
  /** Drive, times f0 / nu for a displacement; and d ln force / d nu, d ln force / d f0. */
  readonly force: number
  readonly logByNu: number
  readonly logByF0: number
}

function lineAt(values: Float64Array, terms: Terms, sweep: ScaledSweep, scales: Scales, k: number): LineAt {
  const nu = sweep.nu[k] - sweep.direction * values[LAG]
  const f0 = values[F0]
  if (terms.shape === 'rotating-frame') {
    return { P: f0 - nu, byF0: 1, byNu: -1, force: sweep.drive, logByNu: 0, logByF0: 0 }
  }
  const origin = scales.centre / scales.width
  const [line, drive] = [origin + f0, origin + nu]
  const full = {
    P: ((f0 - nu) * (line + drive)) / (2 * drive),
    byF0: line / drive,
    byNu: -(line * line + drive * drive) / (2 * drive * drive)
  }
  return terms.shape === 'velocity'
    ? { ...full, force: sweep.drive, logByNu: 0, logByF0: 0 }
    : { ...full, force: (sweep.drive * line) / drive, logByNu: -1 / drive, logByF0: 1 / line }
}

/**
 * Writes point k of the model: v = a / (Q - i W) with a = g force, Q = P + kerr n,
 * W = (fwhm + nonlinearDamping n) / 2.
 */
function fillPoint(
  values: Float64Array,
  sweep: ScaledSweep,
  line: LineAt,
  k: number,
  model: ModelPoints,
  withSlopes: boolean
): void {
  const n = model.n[k]
  const [kerr, nonlinear] = [values[KERR], values[NONLINEAR]]
  const [gRe, gIm] = [values[GAIN], values[GAIN + 1]]
  const Q = line.P + kerr * n
  const W = (values[FWHM] + nonlinear * n) / 2
  const size = Q * Q + W * W
  const [aRe, aIm] = [gRe * line.force, gIm * line.force]
  const vRe = (aRe * Q - aIm * W) / size
  const vIm = (aIm * Q + aRe * W) / size
  const { nu, drive, direction } = sweep
  model.re[k] = vRe + drive * (values[BACKGROUND] + values[SLOPE] * nu[k]) + values[OFFSET]
  model.im[k] = vIm + drive * (values[BACKGROUND + 1] + values[SLOPE + 1] * nu[k]) + values[OFFSET + 1]
  if (!withSlopes) return

  // n (Q^2 + W^2) = |a|^2: dn = (d|a|^2 - 2 n Q dP - 2 n W dW) / byN. It vanishes at a fold, hence the floor
  const exact = size + 2 * n * (Q * kerr + (W * nonlinear) / 2)
  const byN = Math.abs(exact) < 0.02 * size ? 0.02 * size * (exact < 0 ? -1 : 1) : exact
  const put = (index: number, dQ: number, dW: number, daRe: number, daIm: number): void => {
    const dn = (2 * (aRe * daRe + aIm * daIm) - 2 * n * (Q * dQ + W * dW)) / byN
    const [tQ, tW] = [dQ + kerr * dn, dW + (nonlinear * dn) / 2]
    // dv = (da - v (dQ - i dW)) / (Q - i W)
    const re = daRe - (vRe * tQ + vIm * tW)
    const im = daIm - (vIm * tQ - vRe * tW)
    model.slopesRe[k * VALUES + index] = (re * Q - im * W) / size
    model.slopesIm[k * VALUES + index] = (im * Q + re * W) / size
  }
  put(F0, line.byF0, 0, aRe * line.logByF0, aIm * line.logByF0)
  put(FWHM, 0, 0.5, 0, 0)
  put(KERR, n, 0, 0, 0)
  put(NONLINEAR, 0, n / 2, 0, 0)
  put(LAG, -direction * line.byNu, 0, -direction * aRe * line.logByNu, -direction * aIm * line.logByNu)
  put(GAIN, 0, 0, line.force, 0)
  put(GAIN + 1, 0, 0, 0, line.force)
  model.slopesRe[k * VALUES + BACKGROUND] = drive
  model.slopesIm[k * VALUES + BACKGROUND + 1] = drive
  model.slopesRe[k * VALUES + OFFSET] = 1
  model.slopesIm[k * VALUES + OFFSET + 1] = 1
  model.slopesRe[k * VALUES + SLOPE] = drive * nu[k]
  model.slopesIm[k * VALUES + SLOPE + 1] = drive * nu[k]
}
