/** What a physicist must know before believing the numbers. One code and one or two sentences each. */
import { most } from '../numbers/extremes'
import { VALUE } from './line'
import { modelPoints } from './model-points'
import type { Curve, Estimate, Group, Warning } from '../contract/characterization'
import type { Solved } from './choose-terms'
import type { Presence } from './presence'
import type { Uncertainty } from './uncertainty'

/** Chi-square per degree of freedom above which the residuals are called structure. */
const MISFIT = 2

/** What must be the same at every drive. */
const SHARED = ['f0', 'fwhm', 'kerr'] as const
/** Normal quantile of 1 - 0.01/3: by chance fits disagree in one of the three parameters once in a hundred measurements. */
const SURE = 2.713

export const tooFewPoints = (points: number): Warning => ({
  code: 'too-few-points',
  message: `${points} points are too few for a line with its background; measure at least ten across the resonance.`
})

export const missing: Record<Exclude<Presence, 'inside'>, Warning> = {
  'at-edge': {
    code: 'resonance-at-edge',
    message:
      'The resonance lies within one width of an end of the sweep, so its background and width lean on ' +
      'one side only.'
  },
  outside: {
    code: 'resonance-outside',
    message:
      'The sweep shows a flank, not a resonance: the peak lies outside the measured range. No numbers ' +
      'are given; sweep further.'
  },
  none: {
    code: 'no-resonance',
    message: 'No resonance stands out from a straight line and the noise in these points. No numbers are given.'
  }
}

const digits = (value: number): string => value.toPrecision(2)

/** Warnings about one group that was fitted with confidence. */
export function warningsOf(
  solved: Solved,
  uncertainty: Uncertainty,
  curves: readonly Curve[],
  conjugated: boolean
): Warning[] {
  const { problem, fit } = solved
  const { terms, sweeps } = problem
  const warnings: Warning[] = []
  const warn = (code: string, message: string): void => void warnings.push({ code, message })
  if (!fit.converged) {
    warn(
      'not-converged',
      'The fit had not settled when it was stopped; treat the numbers as a guess.'
    )
  }
  if (uncertainty.reducedChiSquare > MISFIT) {
    const times = digits(Math.sqrt(uncertainty.reducedChiSquare))
    warn(
      'model-misfit',
      `The residuals are ${times} times the noise between neighbouring points: the line is not exactly ` +
      'this model. The errors allow for it, the numbers may still lean.'
    )
  }
  if (!terms.lag && new Set(sweeps.map(({ direction }) => direction)).size < 2) {
    warn(
      'lag-unknown',
      'Sweeps in one direction cannot tell a lag of the readings from a shift of f0; measure up and ' +
      'down.'
    )
  }
  if (terms.modulusOnly) {
    warn(
      'modulus-only',
      'Only the modulus was measured: the phase of the gain is unknown, and a background is hard to ' +
      'tell from the line.'
    )
  }
  if (conjugated) {
    warn(
      'conjugated',
      'The instrument turns the other way: the complex conjugate was fitted, and its phases are given.'
    )
  }
  if (terms.shape !== 'rotating-frame') {
    warn('full-line', 'At this low quality the full line f0^2 - f^2 + i f df was fitted instead of the rotating frame.')
  }
  if (backgroundIsLarge(solved)) {
    warn(
      'large-background',
      'The background is more than half as large as the resonance, as in a reflection or transmission ' +
      'measurement: Q is then the loaded one, and the line may be turned by the coupling.'
    )
  }
  if (curves.some(jumpsDiffer)) {
    warn(
      'jump-mismatch',
      'A measured jump and the fold of the model lie more than two points apart, or only one of them is ' +
      'there: noise switched the branch early, or the model is not quite right.'
    )
  }
  return warnings
}

function backgroundIsLarge({ problem, fit }: Solved): boolean {
  const { sweeps, scales, terms } = problem
  return sweeps.some((sweep) => {
    const model = modelPoints(fit.values, terms, sweep, scales, false)
    const perDrive = Math.hypot(fit.values[VALUE.background], fit.values[VALUE.background + 1])
    const background = perDrive * Math.abs(sweep.drive)
    return (2 * background) ** 2 > most(model.n)
  })
}

function jumpsDiffer({ jump: { measured, predicted }, frequency }: Curve): boolean {
  if (measured === null || predicted === null) return measured !== predicted
  const step = Math.abs(frequency[frequency.length - 1] - frequency[0]) / Math.max(1, frequency.length - 1)
  return Math.abs(measured - predicted) > 2.5 * step
}

/** A warning where fits at different drives of one resonator differ by more than their errors, else null. */
export function drivesDisagree(groups: readonly Pick<Group, 'parameters'>[]): Warning | null {
  const names = SHARED.filter((name) => {
    const found = groups.map(({ parameters }) => parameters[name]).filter((one): one is Estimate => one !== null && one.determined && one.stderr > 0)
    return found.length > 1 && aboutTheirMean(found) > chiSquareQuantile(found.length - 1)
  })
  if (names.length === 0) return null
  const list = names.join(', ')
  const message =
    `Fits at different drives disagree in ${list} by more than their errors: one set of parameters does ` +
    'not describe every drive.'
  return { code: 'drives-disagree', message }
}

/** Chi-square about the mean that errors weigh; with one degree of freedom fewer than estimates where they agree, however many there are. */
function aboutTheirMean(estimates: readonly Estimate[]): number {
  const weights = estimates.map(({ stderr }) => stderr ** -2)
  const mean = estimates.reduce((sum, { value }, k) => sum + weights[k] * value, 0) / weights.reduce((sum, weight) => sum + weight, 0)
  return estimates.reduce((sum, { value }, k) => sum + weights[k] * (value - mean) ** 2, 0)
}

/** E. B. Wilson and M. M. Hilferty, Proc. Natl. Acad. Sci. 17, 684 (1931); 1 % too large with one degree of freedom, less with more. */
function chiSquareQuantile(degrees: number): number {
  const width = 2 / (9 * degrees)
  return degrees * (1 - width + SURE * Math.sqrt(width)) ** 3
}
