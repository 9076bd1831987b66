/** Which terms the data ask for: the simplest line, and one more term at a time where it clearly improves the fit. */
import { most } from '../numbers/extremes'
import { refine, sumOfSquares } from './levenberg-marquardt'
import { VALUE, freeValues, onlyFree } from './line'
import { jumpWeights } from './jumps'
import { neighbourNoise } from './noise'
import { evenWeights, leastSquaresOf, residualSeries, residualsOf, rowCount, thinned } from './residuals'
import { modelPoints } from './model-points'
import { refineBest } from './several-starts'
import { startValues } from './start-values'
import { uncertaintyOf } from './uncertainty'
import type { CharacterizeOptions } from '../contract/characterization'
import type { Fit } from './levenberg-marquardt'
import type { Terms } from './line'
import type { Problem } from './residuals'
import type { Scales, ScaledSweep } from './scaled'

/** A problem with its solution. */
export interface Solved {
  readonly problem: Problem
  readonly fit: Fit
  /** The fit with a Kerr shift where a linear line was preferred; it says how well a shift is excluded. */
  readonly bent: { readonly problem: Problem; readonly fit: Fit } | null
}

/** F ratio above which one more term stays. Residuals with structure make F too large, hence not the textbook's 4. */
const CLEARLY = 12

/**
 * Where even the richer line leaves structure, any term improves the fit: it must also remove this share of the squared
 * residuals. A sloping background imitates much else and must remove more.
 */
const SHARE = 0.1
const SLOPE_SHARE = 0.5
/** Chi-square per degree of freedom below which the residuals are taken for noise. */
const LIKE_NOISE = 1.5

/**
 * Among structured residuals a bend by less than this part of the width may be anything, unless nearly all of the
 * structure goes with it.
 */
const VISIBLE_BEND = 0.1
const NEARLY_ALL = 0.8

/**
 * Below this quality the rotating frame is off by more than measurements are; below the lower one, the frequencies are
 * rather detunings from somewhere, for which there is no full line.
 */
const FULL_LINE_BELOW_Q = 300
const DETUNINGS_BELOW_Q = 3

/**
 * The terms to begin with: whatever was asked for, and what always belongs to the line. One direction cannot tell a lag,
 * nor one drive an offset, so there they stay out even if asked for.
 */
export function firstTerms(sweeps: readonly ScaledSweep[], options: CharacterizeOptions): Terms {
  const bothWays = new Set(sweeps.map(({ direction }) => direction)).size === 2
  const modulusOnly = sweeps.some(({ y }) => !y)
  return {
    kerr: options.line !== 'linear',
    nonlinearDamping: options.nonlinearDamping === 'on',
    lag: options.lag !== 'off' && bothWays,
    background: options.background !== 'none' && !(modulusOnly && (options.background ?? 'auto') === 'auto'),
    offset: options.background === 'offset' && severalDrives(sweeps),
    slope: options.slope === 'on',
    shape: options.fullLine === 'on' && onlyPositive(sweeps) ? 'velocity' : 'rotating-frame',
    modulusOnly
  }
}

function severalDrives(sweeps: readonly ScaledSweep[]): boolean {
  return new Set(sweeps.map(({ drive }) => drive)).size > 1
}

/** Fits a group of sweeps, choosing the terms that `options` leaves open. null: nothing to begin from. */
export function fitChoosing(
  sweeps: readonly ScaledSweep[],
  scales: Scales,
  options: CharacterizeOptions
): Solved | null {
  const terms = firstTerms(sweeps, options)
  const auto = (choice: string | undefined): boolean => (choice ?? 'auto') === 'auto'
  const base: Problem = { sweeps, scales, terms, weights: evenWeights(sweeps) }
  const starts = startValues(thinned(base).sweeps, options.background !== 'none')
  const first = fitFrom(base, starts)
  if (!first) return null
  let solved = auto(options.line) ? simplerLine(first, starts) : first
  if (auto(options.fullLine) && needsFullLine(solved)) solved = fullLine(solved)
  if (auto(options.background) && terms.modulusOnly) solved = withBackground(solved, starts)
  if (auto(options.nonlinearDamping) && solved.problem.terms.kerr) {
    solved = extended(solved, { nonlinearDamping: true }, [...dampingStarts(solved.fit.values), ...starts])
  }
  if (auto(options.background) && severalDrives(sweeps)) solved = extended(solved, { offset: true })
  if (auto(options.slope) && solved.problem.terms.background) {
    // Beside a bent line only noise-like residuals prove a slope: it trades places with nonlinear damping
    solved = extended(solved, { slope: true }, [], solved.problem.terms.kerr ? 1 : SLOPE_SHARE)
  }
  return auto(options.line) && solved.problem.terms.kerr ? simplerLine(solved, starts) : solved
}

/** Best fit from many starts, then once more with the points at measured jumps weighted down. */
function fitFrom(problem: Problem, starts: readonly Float64Array[]): Solved | null {
  const begin = starts.map((values) => onlyFree(values, problem.terms))
  const fit = refineBest(problem, begin)
  if (!fit) return null
  const weighted = { ...problem, weights: jumpWeights(problem, fit.values) }
  if (weighted.weights.every((weights) => weights.every((weight) => weight === 1))) return { problem, fit, bent: null }
  const again = refineBest(weighted, [fit.values, ...begin])
  return { problem: weighted, fit: again ?? fit, bent: null }
}

/** Whether the richer fit explains the data clearly better than the simple one. */
function worthwhile(simple: Solved, rich: Solved, share = SHARE): boolean {
  const [few, many] = [freeValues(simple.problem.terms).length, freeValues(rich.problem.terms).length]
  const left = rowCount(simple.problem.sweeps) - many
  if (left <= 0 || many === few) return false
  const gained = simple.fit.cost - rich.fit.cost
  if (!(gained / (many - few) > CLEARLY * (rich.fit.cost / left))) return false
  return gained > share * simple.fit.cost || likeNoise(rich)
}

function likeNoise({ problem, fit }: Solved): boolean {
  const left = rowCount(problem.sweeps) - freeValues(problem.terms).length
  return fit.cost < LIKE_NOISE * left * neighbourNoise(residualSeries(problem, fit.values)) ** 2
}

/** The line without Kerr shift and nonlinear damping, unless they clearly improve the fit. */
function simplerLine(bent: Solved, starts: readonly Float64Array[]): Solved {
  const terms: Terms = { ...bent.problem.terms, kerr: false, nonlinearDamping: false }
  const problem = { ...bent.problem, terms }
  const fit = refineBest(problem, [bent.fit.values, ...starts].map((values) => onlyFree(values, terms)))
  if (!fit) return bent
  const linear: Solved = { problem, fit, bent: { problem: bent.problem, fit: bent.fit } }
  const plain = bendOf(bent) > VISIBLE_BEND || likeNoise(bent) || bent.fit.cost < (1 - NEARLY_ALL) * fit.cost
  return plain && worthwhile(linear, bent) ? bent : linear
}

/** Kerr shift at the largest response, in widths. */
export function bendOf({ problem: { sweeps, scales, terms }, fit: { values } }: Solved): number {
  const top = most(sweeps.map((sweep) => most(modelPoints(values, terms, sweep, scales, false).n)))
  return Math.abs((values[VALUE.kerr] * top) / values[VALUE.fwhm])
}

/** The better of the two full lines. */
function fullLine(solved: Solved): Solved {
  const shaped = (['velocity', 'displacement'] as const).map((shape) => {
    const problem: Problem = { ...solved.problem, terms: { ...solved.problem.terms, shape } }
    return { problem, fit: refine(leastSquaresOf(problem), solved.fit.values, 60) }
  })
  const best = shaped[0].fit.cost <= shaped[1].fit.cost ? shaped[0] : shaped[1]
  if (!solved.bent) return { ...best, bent: null }
  const problem: Problem = { ...solved.bent.problem, terms: { ...best.problem.terms, kerr: true } }
  return { ...best, bent: { problem, fit: refine(leastSquaresOf(problem), solved.bent.fit.values, 60) } }
}

/** With the terms added, if that clearly improves the fit. */
function extended(
  solved: Solved,
  added: Partial<Terms>,
  starts: readonly Float64Array[] = [],
  share?: number
): Solved {
  const terms: Terms = { ...solved.problem.terms, ...added }
  const problem: Problem = { ...solved.problem, terms }
  const begin = [solved.fit.values, ...starts].map((values) => onlyFree(values, terms))
  const fit = refineBest(problem, begin)
  if (!fit || !worthwhile(solved, { problem, fit, bent: null }, share)) return solved
  if (!solved.bent) return { problem, fit, bent: null }
  const bent: Problem = { ...problem, terms: { ...terms, kerr: true } }
  return { problem, fit, bent: { problem: bent, fit: refine(leastSquaresOf(bent), fit.values, 60) } }
}

/** Modulus alone tells gain and background apart only where both are large; a gain left open is no gain. */
function withBackground(solved: Solved, starts: readonly Float64Array[]): Solved {
  const richer = extended(solved, { background: true }, starts)
  const covariance = uncertaintyOf(richer)?.statistical
  const free = freeValues(richer.problem.terms)
  const gain = free.indexOf(VALUE.gain)
  const open = !covariance || 9 * covariance[gain * free.length + gain] > richer.fit.values[VALUE.gain] ** 2
  return open ? solved : richer
}

/** Some of the width at the top may be nonlinear: starts that trade one for the other. */
function dampingStarts(values: Float64Array): Float64Array[] {
  const gain = Math.hypot(values[VALUE.gain], values[VALUE.gain + 1])
  const top = ((2 * gain) / values[VALUE.fwhm]) ** 2
  return [0.2, 0.5].map((share) => {
    const copy = Float64Array.from(values)
    copy[VALUE.fwhm] *= 1 - share
    copy[VALUE.nonlinearDamping] = (share * values[VALUE.fwhm]) / top
    return copy
  })
}

function needsFullLine({ problem: { sweeps, scales }, fit: { values } }: Solved): boolean {
  const width = scales.width * Math.abs(values[VALUE.fwhm])
  const quality = (scales.centre + scales.width * values[VALUE.f0]) / width
  return onlyPositive(sweeps) && quality > DETUNINGS_BELOW_Q && quality < FULL_LINE_BELOW_Q
}

function onlyPositive(sweeps: readonly ScaledSweep[]): boolean {
  return sweeps.every(({ source }) => source.frequency.every((frequency) => frequency > 0))
}

/** Sum of squares without weights. */
export function plainCost({ problem, fit }: Solved): number {
  return sumOfSquares(residualsOf({ ...problem, weights: evenWeights(problem.sweeps) }, fit.values))
}
