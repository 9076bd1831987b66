/** From measured sweeps to physical parameters with uncertainties: the one entry of this folder. */
import { SharkfinError } from '../contract/errors'
import { firstTerms, fitChoosing } from './choose-terms'
import { VALUE, freeValues } from './line'
import { enoughPoints, groupOf, groupWithout } from './report'
import { chooseScales, largestModulus, scaleSweep } from './scaled'
import { drivesDisagree, missing, tooFewPoints } from './warnings'
import type { Characterization, CharacterizeOptions, Group } from '../contract/characterization'
import type { MeasuredSweep } from '../measurement/sweep'

/**
 * Fits a steady Duffing line to measured sweeps: per drive, per sweep, and every drive together.
 * @param sweeps monotonic runs in the order of the measurement
 * @returns numbers in the file's own units; where the data support none, nulls and a warning
 * @throws SharkfinError `sweeps-missing` where there is nothing to fit
 */
export function characterize(sweeps: readonly MeasuredSweep[], options: CharacterizeOptions): Characterization {
  if (sweeps.length === 0) {
    throw new SharkfinError({
      code: 'sweeps-missing',
      message: 'There is no sweep to characterize.',
      remedy: 'Say which columns are frequency and response.'
    })
  }
  const conjugated = turnsOtherWay(sweeps)
  const fit = (group: readonly MeasuredSweep[]): Group => characterizeGroup(group, options, conjugated)
  const single = sweeps.map((sweep) => fit([sweep]))
  const joint = byDrive(sweeps).map((group) => (group.length > 1 ? fit(group) : single[sweeps.indexOf(group[0])]))
  if (joint.length < 2) return { joint, sweeps: single, all: null }
  const all = fit(sweeps)
  const disagreement = drivesDisagree(joint)
  // Said wherever one of the numbers that disagree may be read.
  if (disagreement && all.parameters.f0) for (const group of [all, ...joint]) group.warnings.push(disagreement)
  return { joint, sweeps: single, all }
}

/** Sweeps of equal drive together, in the order in which each drive first appears. */
function byDrive(sweeps: readonly MeasuredSweep[]): MeasuredSweep[][] {
  const groups = new Map<number | null, MeasuredSweep[]>()
  for (const sweep of sweeps) groups.set(sweep.drive, [...(groups.get(sweep.drive) ?? []), sweep])
  return [...groups.values()]
}

/** A negative width in the fit of the strongest sweep: the instrument's phase runs the other way. */
function turnsOtherWay(sweeps: readonly MeasuredSweep[]): boolean {
  const strongest = sweeps.toSorted((a, b) => largestModulus(b) - largestModulus(a))[0]
  if (!strongest.y) return false
  const scales = chooseScales([strongest])
  const options = { line: 'duffing', fullLine: 'off', nonlinearDamping: 'off', slope: 'off', lag: 'off' } as const
  const solved = fitChoosing([scaleSweep(strongest, scales, false)], scales, { ...options, background: 'drive' })
  return solved !== null && solved.fit.values[VALUE.fwhm] < 0
}

/**
 * Fits one group of sweeps with one set of parameters.
 * @param conjugated fit the complex conjugate of the data
 */
export function characterizeGroup(
  group: readonly MeasuredSweep[],
  options: CharacterizeOptions,
  conjugated: boolean
): Group {
  const scales = chooseScales(group)
  const sweeps = group.map((sweep) => scaleSweep(sweep, scales, conjugated))
  const drives = new Set(group.map(({ drive }) => drive))
  const directions = new Set(group.map(({ direction }) => direction))
  const heading = {
    drive: drives.size === 1 ? group[0].drive : null,
    direction: directions.size === 1 ? group[0].direction : (0 as const),
    conjugated
  }
  if (!enoughPoints(sweeps, freeValues(firstTerms(sweeps, options)).length)) {
    const points = sweeps.reduce((sum, { nu }) => sum + nu.length, 0)
    return groupWithout(sweeps, scales, heading, tooFewPoints(points))
  }
  const solved = fitChoosing(sweeps, scales, options)
  return solved ? groupOf(solved, heading) : groupWithout(sweeps, scales, heading, missing.none)
}
