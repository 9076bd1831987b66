/** A fitted group in the shape that window, worker and command line speak. */
import { estimate, estimateAll, noParameters } from './estimates'
import { jumpOf } from './jumps'
import { VALUE } from './line'
import { modelPoints } from './model-points'
import { presenceOf, straightLine } from './presence'
import { rowCount } from './residuals'
import { plainCost } from './choose-terms'
import { uncertaintyOf } from './uncertainty'
import { missing, warningsOf } from './warnings'
import type { Curve, Group, Parameters, Warning } from '../contract/characterization'
import type { Solved } from './choose-terms'
import type { Scales, ScaledSweep } from './scaled'
import type { Uncertainty } from './uncertainty'

/** What a group is called in the result. */
export interface Heading {
  readonly drive: number | null
  readonly direction: 1 | -1 | 0
  readonly conjugated: boolean
}

/** Curves of a group beside a straight line: what is shown where no resonance was found. */
function straightCurves(sweeps: readonly ScaledSweep[], size: number): Curve[] {
  return sweeps.map((sweep) => {
    const line = (part: Float64Array): number[] => Array.from(straightLine(sweep.nu, part), (value) => value * size)
    const jump = { measured: null, predicted: null }
    return { ...measured(sweep, size), modelX: line(sweep.x), modelY: sweep.y && line(sweep.y), jump }
  })
}

function measured({ x, y, source, direction }: ScaledSweep, size: number): Omit<Curve, 'modelX' | 'modelY' | 'jump'> {
  const back = (part: Float64Array): number[] => Array.from(part, (value) => value * size)
  return {
    drive: source.drive,
    direction,
    frequency: Array.from(source.frequency),
    measuredX: back(x),
    measuredY: y && back(y)
  }
}

function fittedCurves({ problem, fit }: Solved): Curve[] {
  const { sweeps, scales, terms } = problem
  return sweeps.map((sweep) => {
    const model = modelPoints(fit.values, terms, sweep, scales, false)
    const modulus = model.re.map((re, k) => Math.hypot(re, model.im[k]))
    const back = (part: Float64Array): number[] => Array.from(part, (value) => value * scales.size)
    return {
      ...measured(sweep, scales.size),
      modelX: back(sweep.y ? model.re : modulus),
      modelY: sweep.y && back(model.im),
      jump: jumpOf(sweep, model)
    }
  })
}

/** A group without numbers, and why. */
export function groupWithout(
  sweeps: readonly ScaledSweep[],
  scales: Scales,
  { drive, direction, conjugated }: Heading,
  warning: Warning
): Group {
  return {
    drive,
    direction,
    points: pointsOf(sweeps),
    parameters: noParameters(),
    network: null,
    fit: { relativeRms: null, reducedChiSquare: null, converged: false },
    warnings: [warning],
    model: ['a straight line, no resonance'],
    conjugated,
    curves: straightCurves(sweeps, scales.size)
  }
}

/** A group with its numbers, or without them where the data do not support any. */
export function groupOf(solved: Solved, heading: Heading): Group {
  const { sweeps, scales } = solved.problem
  const uncertainty = uncertaintyOf(solved)
  if (!uncertainty) return groupWithout(sweeps, scales, heading, missing.none)
  const { units } = sweeps[0].source
  const parameters = estimateAll(solved, uncertainty, units)
  const error = (name: 'f0' | 'fwhm'): number => (parameters[name]?.stderr ?? Infinity) / scales.width
  const presence = presenceOf(solved, { f0: error('f0'), fwhm: error('fwhm') })
  if (presence === 'none' || presence === 'outside') {
    return groupWithout(sweeps, scales, heading, missing[presence])
  }
  if (!solved.problem.terms.kerr) parameters.kerr = excludedKerr(solved, units)
  const curves = fittedCurves(solved)
  const edge = presence === 'at-edge' ? [missing['at-edge']] : []
  return {
    ...heading,
    points: pointsOf(sweeps),
    parameters,
    network: null,
    fit: fitQuality(solved, uncertainty),
    warnings: [...edge, ...warningsOf(solved, uncertainty, curves, heading.conjugated)],
    model: sentences(solved, parameters),
    curves
  }
}

/**
 * How well a Kerr shift is excluded, from the bent line that was not preferred; null where it could be as large as the
 * width at the largest response.
 */
function excludedKerr({ bent }: Solved, units: ScaledSweep['source']['units']): Parameters['kerr'] {
  if (!bent) return null
  const solved = { ...bent, bent: null }
  const uncertainty = uncertaintyOf(solved)
  if (!uncertainty) return null
  const kerr = { ...estimate('kerr', solved, uncertainty, units), determined: false }
  const { size, width } = bent.problem.scales
  return kerr.stderr * size ** 2 < width * bent.fit.values[VALUE.fwhm] ? kerr : null
}

function fitQuality(solved: Solved, { reducedChiSquare }: Uncertainty): Group['fit'] {
  const { sweeps } = solved.problem
  const largest = Math.max(
    ...sweeps.map(({ x, y }) => x.reduce((most, value, k) => Math.max(most, Math.hypot(value, y ? y[k] : 0)), 0))
  )
  const relativeRms = Math.sqrt(plainCost(solved) / pointsOf(sweeps)) / largest
  return { relativeRms, reducedChiSquare, converged: solved.fit.converged }
}

function pointsOf(sweeps: readonly ScaledSweep[]): number {
  return sweeps.reduce((sum, { nu }) => sum + nu.length, 0)
}

/** Short sentences on what was fitted. */
function sentences({ problem: { terms }, fit }: Solved, { Q }: Parameters): string[] {
  const told = [terms.kerr ? 'a Duffing line' : 'a linear line, no Kerr shift seen']
  if (terms.nonlinearDamping) told.push('nonlinear damping included')
  if (terms.lag) told.push('a lag of the readings between up and down sweeps')
  if (terms.shape !== 'rotating-frame') {
    told.push(`the full line of a ${terms.shape}, Q is ${Q ? Math.round(Q.value) : 'low'}`)
  }
  if (terms.background) told.push('a background proportional to the drive')
  if (terms.slope) told.push('a background that changes with frequency')
  if (terms.offset) told.push('a fixed offset')
  if (terms.kerr) told.push(fit.values[VALUE.kerr] < 0 ? 'softening' : 'hardening')
  return told
}

/** Whether there are enough real numbers for the simplest line with its background. */
export function enoughPoints(sweeps: readonly ScaledSweep[], solvedFree: number): boolean {
  return pointsOf(sweeps) >= 8 && rowCount(sweeps) > solvedFree + 4
}


